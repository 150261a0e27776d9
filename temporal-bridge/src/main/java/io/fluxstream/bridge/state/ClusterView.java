package io.fluxstream.bridge.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One cluster: its resources, its liveness, its active alerts. */
final class ClusterView implements View {
    private static final Set<String> FOLLOWED =
            Set.of(Topics.RESOURCES.name(), Topics.CLUSTERS.name(), Topics.ALERTS_ACTIVE.name(), Topics.ACKS.name());

    private final String cluster;
    private final TreeMap<String, FluxResourceStatus> rows = new TreeMap<>();
    private final Map<Phase, Integer> phases = new EnumMap<>(Phase.class);
    private final AlertBook alerts = new AlertBook(0, null);
    private final Acks acks = new Acks();
    private @Nullable FluxClusterStatus status;

    ClusterView(String cluster) {
        this.cluster = cluster;
    }

    /** By their written form, in order. */
    NavigableMap<String, FluxResourceStatus> rows() {
        return rows;
    }

    /** How many rows have this phase. */
    int count(Phase phase) {
        return phases.getOrDefault(phase, 0);
    }

    AlertBook alerts() {
        return alerts;
    }

    Acks acks() {
        return acks;
    }

    @Nullable FluxClusterStatus status() {
        return status;
    }

    @Override
    public boolean follows(String topic) {
        return FOLLOWED.contains(topic);
    }

    @Override
    public Optional<String> apply(String topic, Batch.Item item) {
        if (!item.key().equals(cluster) && !item.key().startsWith(cluster + '/')) {
            return Optional.of("belongs to another cluster");
        }
        if (topic.equals(Topics.RESOURCES.name())) {
            return resource(item.key(), item.value());
        }
        if (topic.equals(Topics.ALERTS_ACTIVE.name())) {
            return alert(item.key().substring(item.key().indexOf('/') + 1), item.value());
        }
        if (topic.equals(Topics.ACKS.name())) {
            return acknowledgement(item.key().substring(item.key().indexOf('/') + 1), item.value());
        }
        if (topic.equals(Topics.CLUSTERS.name())) {
            return liveness(item.value());
        }
        return Optional.of("comes from a topic that this workflow does not follow");
    }

    private Optional<String> resource(String key, @Nullable JsonNode value) {
        if (value == null) {
            removeRow(key);
            return Optional.empty();
        }
        return Values.read(Topics.RESOURCES.codec(), value, this::putRow);
    }

    private void putRow(FluxResourceStatus row) {
        uncount(rows.put(row.resource().toString(), row));
        phases.merge(row.phase(), 1, Integer::sum);
    }

    private void removeRow(String key) {
        uncount(rows.remove(key));
    }

    private void uncount(@Nullable FluxResourceStatus row) {
        if (row != null) {
            phases.merge(row.phase(), -1, Integer::sum);
        }
    }

    private Optional<String> alert(String id, @Nullable JsonNode value) {
        if (value == null) {
            alerts.remove(id);
            return Optional.empty();
        }
        return Values.read(Topics.ALERTS_ACTIVE.codec(), value, alerts::record);
    }

    private Optional<String> acknowledgement(String id, @Nullable JsonNode value) {
        if (value == null) {
            acks.remove(id);
            return Optional.empty();
        }
        return Values.read(Topics.ACKS.codec(), value, (AlertAck ack) -> acks.put(ack, alerts::isActive));
    }

    private Optional<String> liveness(@Nullable JsonNode value) {
        if (value == null) {
            status = null;
            return Optional.empty();
        }
        return Values.read(Topics.CLUSTERS.codec(), value, row -> status = row);
    }

    void dropMessagesOfReadyRows() {
        rows.replaceAll((key, row) -> row.phase() == Phase.READY && row.message() != null ? withoutMessage(row) : row);
    }

    /** Lets go of a share of the rows: healthy ones first, and of those the last in order. */
    void dropRows(double share) {
        List<FluxResourceStatus> leastMissed = new ArrayList<>(rows.values());
        leastMissed.sort(Comparator.comparing((FluxResourceStatus row) -> isHealthy(row) ? 0 : 1)
                .thenComparing(FluxResourceStatus::resource, Comparator.reverseOrder()));
        int count = (int) Math.ceil(rows.size() * share);
        Collection<FluxResourceStatus> gone = leastMissed.subList(0, count);
        gone.forEach(row -> removeRow(row.resource().toString()));
    }

    private static boolean isHealthy(FluxResourceStatus row) {
        return row.phase() == Phase.READY || row.phase() == Phase.STATIC;
    }

    private static FluxResourceStatus withoutMessage(FluxResourceStatus row) {
        return new FluxResourceStatus(
                row.resource(),
                row.ready(),
                row.phase(),
                row.reconciling(),
                row.reason(),
                null,
                row.revision(),
                row.attemptedRevision(),
                row.suspended(),
                row.since(),
                row.lastTransition(),
                row.lastSeen(),
                row.dependsOn(),
                row.source(),
                row.labels());
    }

    @Override
    public void write(JsonGenerator out) throws IOException {
        FluxClusterStatus known = status;
        if (known != null) {
            out.writeFieldName("status");
            Values.write(out, Topics.CLUSTERS.codec(), known);
        }
        out.writeArrayFieldStart("rows");
        for (FluxResourceStatus row : rows.values()) {
            Values.write(out, Topics.RESOURCES.codec(), row);
        }
        out.writeEndArray();
        alerts.write(out);
        acks.write(out);
    }

    @Override
    public void read(JsonNode in) {
        if (in.has("status")) {
            liveness(in.get("status"));
        }
        for (JsonNode row : in.path("rows")) {
            resource("", row);
        }
        alerts.read(in);
        acks.read(in);
    }
}
