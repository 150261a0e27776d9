package io.fluxstream.bridge.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** The alerts of every cluster, active and lately resolved. */
final class FleetView implements View {
    private static final Set<String> FOLLOWED = Set.of(Topics.ALERTS.name(), Topics.ACKS.name());

    private final AlertBook alerts;
    private final Acks acks = new Acks();
    private final TreeSet<String> clusters = new TreeSet<>();

    FleetView(int maxHistory) {
        alerts = new AlertBook(maxHistory, null);
    }

    AlertBook alerts() {
        return alerts;
    }

    Acks acks() {
        return acks;
    }

    SortedSet<String> clusters() {
        return clusters;
    }

    @Override
    public boolean follows(String topic) {
        return FOLLOWED.contains(topic);
    }

    @Override
    public Optional<String> apply(String topic, Batch.Item item) {
        JsonNode value = item.value();
        if (topic.equals(Topics.ALERTS.name())) {
            return value == null
                    ? Optional.of("an alert must not be null")
                    : Values.read(Topics.ALERTS.codec(), value, alerts::record);
        }
        String id = item.key().substring(item.key().indexOf('/') + 1);
        if (topic.equals(Topics.ALERTS_ACTIVE.name())) { // only a rebuild brings these
            if (value != null) {
                return Values.read(Topics.ALERTS_ACTIVE.codec(), value, alerts::record);
            }
            alerts.remove(id);
            return Optional.empty();
        }
        if (topic.equals(Topics.ACKS.name())) {
            if (value != null) {
                return Values.read(Topics.ACKS.codec(), value, ack -> acks.put(ack, alerts::knows));
            }
            acks.remove(id);
            return Optional.empty();
        }
        if (topic.equals(Topics.CLUSTERS.name())) { // only a rebuild brings these, for their keys
            clusters.add(item.key());
            return Optional.empty();
        }
        return Optional.of("comes from a topic that this workflow does not follow");
    }

    @Override
    public void write(JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("clusters");
        for (String cluster : clusters) {
            out.writeString(cluster);
        }
        out.writeEndArray();
        alerts.write(out);
        acks.write(out);
    }

    @Override
    public void read(JsonNode in) {
        in.path("clusters").forEach(cluster -> clusters.add(cluster.asText()));
        alerts.read(in);
        acks.read(in);
    }
}
