package io.fluxstream.cli.ask;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.schemas.workflow.AlertView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the workflows say of the fleet, all in all. */
public final class Report {
    private Report() {}

    /** The summaries of these clusters, and all alerts, in the order in which they began. */
    public static List<String> of(Fleet fleet, List<String> clusters) {
        List<String> lines = new ArrayList<>(
                Listings.summaries(clusters.stream().map(fleet::summary).toList(), Instant.EPOCH)
                        .table(false)
                        .lines(true));
        List<AlertView> active = fleet.activeAlerts();
        List<AlertView> resolved = fleet.resolvedAlerts();
        lines.add("");
        lines.add((active.size() + resolved.size()) + " alerts: " + active.size() + " active, " + resolved.size()
                + " resolved");
        Table table = new Table("SINCE", "FIRED", "RESOLVED", "STATE", "ALERT", "RESOURCE", "MESSAGE");
        Stream.concat(active.stream(), resolved.stream())
                .sorted(Comparator.comparing((AlertView alert) -> alert.last().since())
                        .thenComparing(alert -> alert.last().resource())
                        .thenComparing(alert -> alert.last().rule()))
                .forEach(alert -> row(table, alert));
        lines.addAll(table.lines(true));
        return lines;
    }

    private static void row(Table table, AlertView alert) {
        FluxAlert last = alert.last();
        Resolution resolution = last.resolution();
        table.row(
                Cells.time(last.since()),
                Cells.time(alert.firedAt()),
                resolvedAt(alert, resolution),
                resolution == null ? "active" : resolution.wireName(),
                last.rule(),
                last.resource().toString(),
                Cells.shortMessage(last.message()));
    }

    private static String resolvedAt(AlertView alert, @Nullable Resolution resolution) {
        return resolution == null ? Cells.NONE : Cells.time(alert.resolvedAt());
    }
}
