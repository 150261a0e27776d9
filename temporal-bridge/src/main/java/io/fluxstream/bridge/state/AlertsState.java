package io.fluxstream.bridge.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.workflow.AlertPage;
import io.fluxstream.schemas.workflow.AlertView;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the workflow {@code flux-alerts} knows and answers. Nothing here throws, whatever arrives. */
public final class AlertsState {
    /** How many resolved alerts are remembered. */
    public static final int MAX_HISTORY = 100;

    /** Batches whose topic begins so come from a watch workflow, not from a topic. */
    public static final String FROM_WORKFLOW = "flux-watch-";

    private final Rejected rejected = new Rejected();
    private final Replica<FleetView> replica = new Replica<>(() -> new FleetView(MAX_HISTORY), rejected);
    /** PipelineSilent of all clusters: in no topic, so no rebuild may touch it. */
    private final AlertBook own = new AlertBook(MAX_HISTORY, PipelineSilent.ORIGIN);
    /** The clusters whose watch workflows have reported. */
    private final TreeSet<String> reported = new TreeSet<>();

    /** @param carried the state of the run before; null for a workflow that starts empty */
    public AlertsState(@Nullable Carried carried) {
        if (carried != null) {
            carried.open().ifPresent(this::read);
        }
    }

    /** The signal alert. Answers how many items it brought. */
    public int alert(@Nullable JsonNode signal, Instant now) {
        int items = 0;
        for (Batch batch : Batch.read(signal, rejected)) {
            items += batch.items().size();
            if (batch.topic().startsWith(FROM_WORKFLOW)) {
                batch.items().forEach(item -> report(item, now));
            } else {
                replica.take(batch);
            }
        }
        return items;
    }

    private void report(Batch.Item item, Instant now) {
        JsonNode value = item.value();
        reported.add(item.key());
        if (value == null) {
            allIsWell(item.key(), now);
        } else {
            Values.read(Topics.ALERTS.codec(), value, own::record)
                    .ifPresent(why -> rejected.add("report of " + item.key(), why));
        }
    }

    private void allIsWell(String cluster, Instant now) {
        for (AlertView silent : own.active()) {
            if (silent.last().resource().cluster().equals(cluster)) {
                own.record(PipelineSilent.resolve(silent.last(), now));
            }
        }
    }

    /** The query active. */
    public AlertPage active(@Nullable JsonNode query) {
        return AlertPages.page(allActive(), replica.view().acks(), Filter.read(query));
    }

    /** The query history: the last hundred resolved alerts. */
    public AlertPage history(@Nullable JsonNode query) {
        return AlertPages.page(allHistory(), replica.view().acks(), Filter.read(query));
    }

    private Collection<AlertView> allActive() {
        return both(replica.view().alerts().active(), own.active());
    }

    private Collection<AlertView> allHistory() {
        List<AlertView> all = both(replica.view().alerts().history(), own.history());
        all.sort(AlertBook.NEWEST_FIRST);
        return all.size() <= MAX_HISTORY ? all : all.subList(0, MAX_HISTORY);
    }

    private static List<AlertView> both(Collection<AlertView> these, Collection<AlertView> those) {
        List<AlertView> all = new ArrayList<>(these);
        all.addAll(those);
        return all;
    }

    /** The query clusters: all that are watched, as far as is known. */
    public List<String> clusters() {
        TreeSet<String> all = new TreeSet<>(replica.view().clusters());
        all.addAll(reported);
        return List.copyOf(all);
    }

    /** The query cursors. */
    public Position position() {
        return replica.position();
    }

    /** A few lines of markdown for the Web UI. */
    public String details() {
        AlertBook theirs = replica.view().alerts();
        return Details.of(
                both(theirs.newest(Details.MAX_ALERTS), own.newest(Details.MAX_ALERTS)),
                theirs.activeCount() + own.activeCount(),
                Math.min(MAX_HISTORY, theirs.historyCount() + own.historyCount()),
                rejected.count());
    }

    /** The state for the next run, made small enough for the server if need be. */
    public Carried carry() {
        Carried carried = Carried.of(this::write);
        if (carried.size() > Carried.MAX_BYTES) {
            replica.view().alerts().shrink(SmallAlert::of);
            carried = Carried.of(this::write);
        }
        return carried;
    }

    private void write(JsonGenerator out) throws IOException {
        out.writeObjectFieldStart("own");
        own.write(out);
        out.writeEndObject();
        out.writeArrayFieldStart("reported");
        for (String cluster : reported) {
            out.writeString(cluster);
        }
        out.writeEndArray();
        rejected.write(out);
        replica.write(out);
    }

    private void read(JsonNode in) {
        own.read(in.path("own"));
        in.path("reported").forEach(cluster -> reported.add(cluster.asText()));
        rejected.read(in);
        replica.read(in);
    }
}
