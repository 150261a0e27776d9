package io.fluxstream.cli.ask;

import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.alert.FluxAlert.RootCause;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.workflow.AlertView;
import io.fluxstream.schemas.workflow.ClusterSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What each kind of answer shows. */
public final class Listings {
    private static final Comparator<AlertView> BY_RESOURCE = Comparator.comparing(
                    (AlertView alert) -> alert.last().resource())
            .thenComparing(alert -> alert.last().since())
            .thenComparing(alert -> alert.last().rule());

    private Listings() {}

    static Listing resources(List<FluxResourceStatus> rows, Instant now) {
        return about(FluxResourceStatus::resource)
                .shown("REVISION", row -> Cells.shortRevision(row.revision()))
                .shown("SUSPENDED", row -> Cells.flag(row.suspended()))
                .shown("READY", row -> Cells.text(row.ready()))
                .shown("PHASE", row -> row.phase().name())
                .shown("SINCE", row -> Age.of(row.since(), now))
                .shown("MESSAGE", row -> Cells.shortMessage(row.message()))
                .wide("REASON", row -> Cells.text(row.reason()))
                .wide("ATTEMPTED", row -> Cells.shortRevision(row.attemptedRevision()))
                .wide("RECONCILING", row -> Cells.flag(row.reconciling()))
                .wide("LAST-SEEN", row -> Age.of(row.lastSeen(), now))
                .wide("SOURCE", row -> Cells.text(row.source()))
                .wide("DEPENDS-ON", row -> Cells.list(row.dependsOn()))
                .of(
                        rows.stream()
                                .sorted(Comparator.comparing(FluxResourceStatus::resource))
                                .toList(),
                        row -> row.resource().toString());
    }

    static Listing activeAlerts(List<AlertView> alerts, Instant now) {
        Columns<AlertView> columns = aboutAlerts()
                .shown("SINCE", alert -> Age.of(alert.last().since(), now))
                .shown("ACK", alert -> acknowledgement(alert.ack()))
                .shown("ID", alert -> alert.last().id())
                .shown("MESSAGE", alert -> Cells.shortMessage(alert.last().message()))
                .wide("FIRED", alert -> Age.of(alert.firedAt(), now));
        return withCauses(columns)
                .wide("INCIDENT", alert -> alert.last().incident())
                .of(
                        alerts.stream().sorted(BY_RESOURCE).toList(),
                        alert -> alert.last().id());
    }

    static Listing resolvedAlerts(List<AlertView> alerts, Instant now) {
        Columns<AlertView> columns = aboutAlerts()
                .shown("FIRED", alert -> Age.of(alert.firedAt(), now))
                .shown("RESOLVED", alert -> Age.of(resolvedAt(alert), now))
                .shown("RESOLUTION", alert -> resolution(alert.last().resolution()))
                .shown("ID", alert -> alert.last().id())
                .shown("MESSAGE", alert -> Cells.shortMessage(alert.last().message()))
                .wide("SINCE", alert -> Age.of(alert.last().since(), now));
        return withCauses(columns)
                .wide("ACK", alert -> acknowledgement(alert.ack()))
                .wide("INCIDENT", alert -> alert.last().incident())
                .of(
                        alerts.stream()
                                .sorted(Comparator.comparing(Listings::resolvedAt)
                                        .reversed()
                                        .thenComparing(BY_RESOURCE))
                                .toList(),
                        alert -> alert.last().id());
    }

    static Listing summaries(List<ClusterSummary> summaries, Instant now) {
        return new Columns<ClusterSummary>()
                .shown("CLUSTER", ClusterSummary::cluster)
                .shown("LIVE", summary -> Cells.flag(summary.live()))
                .shown("READY", summary -> Integer.toString(summary.ready()))
                .shown("FAILED", summary -> Integer.toString(summary.failed()))
                .shown("WAITING", summary -> Integer.toString(summary.waiting()))
                .shown("PROGRESSING", summary -> Integer.toString(summary.progressing()))
                .shown("SUSPENDED", summary -> Integer.toString(summary.suspended()))
                .shown("STATIC", summary -> Integer.toString(summary.neverReady()))
                .shown("UNKNOWN", summary -> Integer.toString(summary.unknown()))
                .shown("TOTAL", summary -> Integer.toString(summary.total()))
                .wide("HEARD", summary -> Age.of(summary.clock(), now))
                .wide("CLOCK", summary -> Cells.time(summary.clock()))
                .of(summaries, ClusterSummary::cluster);
    }

    static Listing clusters(List<ClusterSummary> summaries, List<AlertView> active, Instant now) {
        return new Columns<ClusterSummary>()
                .shown("NAME", ClusterSummary::cluster)
                .shown("LIVE", summary -> Cells.flag(summary.live()))
                .shown("RESOURCES", summary -> Integer.toString(summary.total()))
                .shown("FAILED", summary -> Integer.toString(summary.failed()))
                .shown("ALERTS", summary -> Long.toString(alertsOf(summary.cluster(), active)))
                .shown("HEARD", summary -> Age.of(summary.clock(), now))
                .wide("CLOCK", summary -> Cells.time(summary.clock()))
                .of(summaries, ClusterSummary::cluster);
    }

    private static <T> Columns<T> about(Function<T, ResourceId> resource) {
        return new Columns<T>()
                .shown("CLUSTER", row -> resource.apply(row).cluster())
                .shown("NAMESPACE", row -> resource.apply(row).namespace())
                .shown("KIND", row -> resource.apply(row).kind())
                .shown("NAME", row -> resource.apply(row).name());
    }

    private static Columns<AlertView> aboutAlerts() {
        return Listings.<AlertView>about(alert -> alert.last().resource())
                .shown("ALERT", alert -> alert.last().rule())
                .shown("SEVERITY", alert -> alert.last().severity().wireName());
    }

    private static Columns<AlertView> withCauses(Columns<AlertView> columns) {
        return columns.wide("REPEATS", alert -> Integer.toString(alert.repeats()))
                .wide("REASON", alert -> Cells.text(alert.last().reason()))
                .wide("REVISION", alert -> Cells.shortRevision(alert.last().revision()))
                .wide("ROOT-CAUSE", alert -> rootCause(alert.last().rootCause()))
                .wide("AFFECTED", alert -> Integer.toString(alert.last().affectedCount()));
    }

    private static Instant resolvedAt(AlertView alert) {
        Instant at = alert.resolvedAt();
        return at == null ? alert.last().at() : at;
    }

    private static String resolution(@Nullable Resolution resolution) {
        return resolution == null ? Cells.NONE : resolution.wireName();
    }

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

    private static long alertsOf(String cluster, List<AlertView> active) {
        return active.stream()
                .filter(alert -> alert.last().resource().cluster().equals(cluster))
                .count();
    }
}
