package io.fluxstream.cli.ask;

import io.fluxstream.cli.ask.Listing.Item;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.RootCause;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.workflow.AlertView;
import io.fluxstream.schemas.workflow.ClusterSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What each kind of answer shows. */
public final class Listings {
    private Listings() {}

    static Listing resources(List<FluxResourceStatus> rows, Instant now) {
        return new Listing(
                List.of(
                        "CLUSTER",
                        "NAMESPACE",
                        "KIND",
                        "NAME",
                        "REVISION",
                        "SUSPENDED",
                        "READY",
                        "PHASE",
                        "SINCE",
                        "MESSAGE"),
                List.of("REASON", "ATTEMPTED", "RECONCILING", "LAST-SEEN", "SOURCE", "DEPENDS-ON"),
                rows.stream()
                        .sorted(Comparator.comparing(FluxResourceStatus::resource))
                        .map(row -> resource(row, now))
                        .toList());
    }

    private static Item resource(FluxResourceStatus row, Instant now) {
        return new Item(
                row.resource().toString(),
                List.of(
                        row.resource().cluster(),
                        row.resource().namespace(),
                        row.resource().kind(),
                        row.resource().name(),
                        Cells.shortRevision(row.revision()),
                        Cells.flag(row.suspended()),
                        Cells.text(row.ready()),
                        row.phase().name(),
                        Age.of(row.since(), now),
                        Cells.shortMessage(row.message())),
                List.of(
                        Cells.text(row.reason()),
                        Cells.shortRevision(row.attemptedRevision()),
                        Cells.flag(row.reconciling()),
                        Age.of(row.lastSeen(), now),
                        Cells.text(row.source()),
                        Cells.list(row.dependsOn())),
                Documents.tree(row));
    }

    static Listing activeAlerts(List<AlertView> alerts, Instant now) {
        return new Listing(
                List.of("CLUSTER", "NAMESPACE", "KIND", "NAME", "ALERT", "SEVERITY", "SINCE", "ACK", "ID", "MESSAGE"),
                List.of("FIRED", "REPEATS", "REASON", "REVISION", "ROOT-CAUSE", "AFFECTED", "INCIDENT"),
                alerts.stream()
                        .sorted(BY_RESOURCE)
                        .map(alert -> activeAlert(alert, now))
                        .toList());
    }

    private static Item activeAlert(AlertView alert, Instant now) {
        FluxAlert last = alert.last();
        return new Item(
                last.id(),
                List.of(
                        last.resource().cluster(),
                        last.resource().namespace(),
                        last.resource().kind(),
                        last.resource().name(),
                        last.rule(),
                        last.severity().wireName(),
                        Age.of(last.since(), now),
                        acknowledgement(alert.ack()),
                        last.id(),
                        Cells.shortMessage(last.message())),
                List.of(
                        Age.of(alert.firedAt(), now),
                        Integer.toString(alert.repeats()),
                        Cells.text(last.reason()),
                        Cells.shortRevision(last.revision()),
                        rootCause(last.rootCause()),
                        Integer.toString(last.affectedCount()),
                        last.incident()),
                Documents.tree(alert));
    }

    static Listing resolvedAlerts(List<AlertView> alerts, Instant now) {
        return new Listing(
                List.of(
                        "CLUSTER",
                        "NAMESPACE",
                        "KIND",
                        "NAME",
                        "ALERT",
                        "SEVERITY",
                        "FIRED",
                        "RESOLVED",
                        "RESOLUTION",
                        "ID",
                        "MESSAGE"),
                List.of("SINCE", "REPEATS", "REASON", "REVISION", "ROOT-CAUSE", "AFFECTED", "ACK", "INCIDENT"),
                alerts.stream()
                        .sorted(Comparator.comparing(Listings::resolvedAt)
                                .reversed()
                                .thenComparing(BY_RESOURCE))
                        .map(alert -> resolvedAlert(alert, now))
                        .toList());
    }

    private static Item resolvedAlert(AlertView alert, Instant now) {
        FluxAlert last = alert.last();
        return new Item(
                last.id(),
                List.of(
                        last.resource().cluster(),
                        last.resource().namespace(),
                        last.resource().kind(),
                        last.resource().name(),
                        last.rule(),
                        last.severity().wireName(),
                        Age.of(alert.firedAt(), now),
                        Age.of(resolvedAt(alert), now),
                        last.resolution() == null
                                ? Cells.NONE
                                : last.resolution().wireName(),
                        last.id(),
                        Cells.shortMessage(last.message())),
                List.of(
                        Age.of(last.since(), now),
                        Integer.toString(alert.repeats()),
                        Cells.text(last.reason()),
                        Cells.shortRevision(last.revision()),
                        rootCause(last.rootCause()),
                        Integer.toString(last.affectedCount()),
                        acknowledgement(alert.ack()),
                        last.incident()),
                Documents.tree(alert));
    }

    private static Instant resolvedAt(AlertView alert) {
        Instant at = alert.resolvedAt();
        return at == null ? alert.last().at() : at;
    }

    private static final Comparator<AlertView> BY_RESOURCE = Comparator.comparing(
                    (AlertView alert) -> alert.last().resource())
            .thenComparing(alert -> alert.last().since())
            .thenComparing(alert -> alert.last().rule());

    private static String acknowledgement(@Nullable AlertAck ack) {
        return ack == null ? Cells.NONE : ack.by();
    }

    private static String rootCause(@Nullable RootCause cause) {
        if (cause == null) {
            return Cells.NONE;
        }
        return cause.missing()
                ? cause.resource() + " (missing)"
                : cause.resource().toString();
    }

    static Listing summaries(List<ClusterSummary> summaries, Instant now) {
        return new Listing(
                List.of(
                        "CLUSTER",
                        "LIVE",
                        "READY",
                        "FAILED",
                        "WAITING",
                        "PROGRESSING",
                        "SUSPENDED",
                        "STATIC",
                        "UNKNOWN",
                        "TOTAL"),
                List.of("HEARD", "CLOCK"),
                summaries.stream().map(summary -> summary(summary, now)).toList());
    }

    private static Item summary(ClusterSummary summary, Instant now) {
        return new Item(
                summary.cluster(),
                List.of(
                        summary.cluster(),
                        Cells.flag(summary.live()),
                        Integer.toString(summary.ready()),
                        Integer.toString(summary.failed()),
                        Integer.toString(summary.waiting()),
                        Integer.toString(summary.progressing()),
                        Integer.toString(summary.suspended()),
                        Integer.toString(summary.neverReady()),
                        Integer.toString(summary.unknown()),
                        Integer.toString(summary.total())),
                List.of(Age.of(summary.clock(), now), Cells.time(summary.clock())),
                Documents.tree(summary));
    }

    static Listing clusters(List<ClusterSummary> summaries, List<AlertView> active, Instant now) {
        return new Listing(
                List.of("NAME", "LIVE", "RESOURCES", "FAILED", "ALERTS", "HEARD"),
                List.of("CLOCK"),
                summaries.stream()
                        .map(summary -> cluster(summary, alertsOf(summary.cluster(), active), now))
                        .toList());
    }

    private static long alertsOf(String cluster, List<AlertView> active) {
        return active.stream()
                .filter(alert -> alert.last().resource().cluster().equals(cluster))
                .count();
    }

    private static Item cluster(ClusterSummary summary, long alerts, Instant now) {
        return new Item(
                summary.cluster(),
                List.of(
                        summary.cluster(),
                        Cells.flag(summary.live()),
                        Integer.toString(summary.total()),
                        Integer.toString(summary.failed()),
                        Long.toString(alerts),
                        Age.of(summary.clock(), now)),
                List.of(Cells.time(summary.clock())),
                Documents.tree(summary));
    }
}
