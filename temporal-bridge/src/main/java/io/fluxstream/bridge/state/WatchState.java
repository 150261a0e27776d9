package io.fluxstream.bridge.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.workflow.AlertPage;
import io.fluxstream.schemas.workflow.AlertView;
import io.fluxstream.schemas.workflow.ClusterSummary;
import io.fluxstream.schemas.workflow.ResourcePage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the workflow {@code flux-watch-{cluster}} knows and answers. Nothing here throws, whatever arrives. */
public final class WatchState {
    private static final int MAX_ERRANDS = 200;
    private static final int MAX_COMMENT = FluxAlert.MAX_MESSAGE;

    private final String cluster;
    private final Rejected rejected = new Rejected();
    private final Replica<ClusterView> replica;
    private final ArrayDeque<Errand> errands = new ArrayDeque<>();
    private DeadMan deadMan;
    /** PipelineSilent while it is active. */
    private @Nullable FluxAlert silence;

    private boolean truncated;

    /**
     * @param carried the state of the run before; null for a workflow that starts empty
     * @param now the workflow's time, here as everywhere below
     */
    public WatchState(String cluster, @Nullable Carried carried, Instant now) {
        this.cluster = cluster;
        this.replica = new Replica<>(() -> new ClusterView(cluster), rejected);
        this.deadMan = new DeadMan(now);
        if (carried != null) {
            carried.open().ifPresent(state -> read(state, now));
        }
        // At every start: so that a flux-alerts that was lost, or outlived another run of this one, learns how it is.
        errands.addLast(new Errand.ReportSilence(cluster, silence));
    }

    /** The signal status-update. Answers how many items it brought. */
    public int statusUpdate(@Nullable JsonNode signal, Instant now) {
        int items = 0;
        int news = 0;
        for (Batch batch : Batch.read(signal, rejected)) {
            items += batch.items().size();
            news += replica.take(batch);
        }
        if (news > 0 && deadMan.hear(now)) {
            endSilence(now);
        }
        return items;
    }

    private void endSilence(Instant now) {
        FluxAlert firing = silence;
        silence = null;
        if (firing != null) {
            errands.addLast(new Errand.ReportSilence(cluster, PipelineSilent.resolve(firing, now)));
        }
    }

    /** The signal alerts-ack: three texts, or one object with the fields alert, by and comment. */
    public void acknowledge(@Nullable JsonNode alert, @Nullable JsonNode by, @Nullable JsonNode comment, Instant now) {
        JsonNode whole = alert != null && alert.isObject() ? alert : null;
        String id = text(whole == null ? alert : whole.get("alert"));
        String who = text(whole == null ? by : whole.get("by"));
        String why = text(whole == null ? comment : whole.get("comment"));
        FluxAlert silent = silence;
        boolean isActive = replica.view().alerts().isActive(id)
                || (silent != null && silent.id().equals(id));
        if (!isActive) {
            rejected.add("alerts-ack", "no active alert of " + cluster + " has the id \"" + id + '"');
        } else if (errands.size() >= MAX_ERRANDS) {
            rejected.add("alerts-ack", "too many acknowledgements wait to be written to flux-acks");
        } else {
            errands.addLast(new Errand.WriteAck(
                    new AlertAck(id, cluster, who.isEmpty() ? "unknown" : who, why.isEmpty() ? null : why, now)));
        }
    }

    private static String text(@Nullable JsonNode node) {
        String text = node == null || node.isNull() ? "" : node.asText("").strip();
        return text.length() <= MAX_COMMENT ? text : text.substring(0, MAX_COMMENT);
    }

    /** The query resources. */
    public ResourcePage resources(@Nullable JsonNode query) {
        Filter filter = Filter.read(query);
        AnswerBudget budget = new AnswerBudget(filter.limit());
        List<FluxResourceStatus> items = new ArrayList<>();
        for (FluxResourceStatus row :
                replica.view().rows().tailMap(filter.after(), false).values()) {
            if (!filter.admits(row)) {
                continue;
            }
            if (!budget.admits(Values.size(Topics.RESOURCES.codec(), row))) {
                return new ResourcePage(
                        items, items.get(items.size() - 1).resource().toString(), truncated);
            }
            items.add(row);
        }
        return new ResourcePage(items, null, truncated);
    }

    /** The query alerts: the active ones of this cluster. */
    public AlertPage alerts(@Nullable JsonNode query) {
        return AlertPages.page(activeAlerts(), replica.view().acks(), Filter.read(query));
    }

    private Collection<AlertView> activeAlerts() {
        return withSilence(replica.view().alerts().active());
    }

    private Collection<AlertView> withSilence(Collection<AlertView> active) {
        FluxAlert silent = silence;
        if (silent == null) {
            return active;
        }
        List<AlertView> all = new ArrayList<>(active);
        all.add(new AlertView(silent, silent.at(), 0, null, null, PipelineSilent.ORIGIN));
        return all;
    }

    /** The query summary. */
    public ClusterSummary summary() {
        ClusterView view = replica.view();
        FluxClusterStatus status = view.status();
        return new ClusterSummary(
                cluster,
                status != null && status.live() && !deadMan.isSilent(),
                status == null ? null : status.clock(),
                view.count(Phase.READY),
                view.count(Phase.FAILED),
                view.count(Phase.WAITING),
                view.count(Phase.PROGRESSING),
                view.count(Phase.SUSPENDED),
                view.count(Phase.PENDING) + view.count(Phase.DELETING),
                view.count(Phase.STATIC),
                view.rows().size());
    }

    /** The query cursors. */
    public Position position() {
        return replica.position();
    }

    /** When to call {@link #look} next; null while only a signal can change anything. */
    public @Nullable Instant nextLook() {
        return deadMan.nextLook();
    }

    /** The dead man's timer. */
    public void look(Instant now) {
        if (!deadMan.look(now)) {
            return;
        }
        FluxClusterStatus status = replica.view().status();
        FluxAlert alert = PipelineSilent.fire(
                cluster,
                deadMan.heard(),
                status == null ? null : status.clock(),
                replica.newestAppend().orElse(null),
                now);
        silence = alert;
        errands.addLast(new Errand.ReportSilence(cluster, alert));
    }

    /** What is to be done outside next; null when there is nothing. */
    public @Nullable Errand nextErrand() {
        return errands.peekFirst();
    }

    /** The errand has been done. */
    public void done(Errand errand) {
        errands.remove(errand);
    }

    /** A few lines of markdown for the Web UI. */
    public String details() {
        AlertBook alerts = replica.view().alerts();
        return Details.of(
                summary(),
                withSilence(alerts.newest(Details.MAX_ALERTS)),
                alerts.activeCount() + (silence == null ? 0 : 1),
                rejected.count());
    }

    /** The state for the next run, made small enough for the server if need be. */
    public Carried carry() {
        Carried carried = Carried.of(this::write);
        if (carried.size() <= Carried.MAX_BYTES) {
            return carried;
        }
        truncated = true;
        replica.view().dropMessagesOfReadyRows();
        carried = Carried.of(this::write);
        while (carried.size() > Carried.MAX_BYTES && !replica.view().rows().isEmpty()) {
            replica.view().dropRows(1 - 0.9 * Carried.MAX_BYTES / carried.size());
            carried = Carried.of(this::write);
        }
        if (carried.size() > Carried.MAX_BYTES) {
            replica.view().alerts().shrink(SmallAlert::of);
            carried = Carried.of(this::write);
        }
        return carried;
    }

    private void write(JsonGenerator out) throws IOException {
        out.writeStringField("heard", deadMan.heard().toString());
        FluxAlert silent = silence;
        if (silent != null) {
            out.writeFieldName("silence");
            Values.write(out, Topics.ALERTS.codec(), silent);
        }
        if (truncated) {
            out.writeBooleanField("truncated", true);
        }
        rejected.write(out);
        out.writeArrayFieldStart("errands");
        for (Errand errand : errands) {
            Errand.write(errand, out);
        }
        out.writeEndArray();
        replica.write(out);
    }

    private void read(JsonNode in, Instant now) {
        if (in.has("silence")) {
            Values.read(Topics.ALERTS.codec(), in.get("silence"), alert -> silence = alert);
        }
        deadMan =
                DeadMan.restore(in.has("heard") ? Instant.parse(in.get("heard").asText()) : now, silence != null);
        truncated = in.path("truncated").asBoolean();
        rejected.read(in);
        in.path("errands").forEach(errand -> Errand.read(cluster, errand, errands::addLast));
        replica.read(in);
    }
}
