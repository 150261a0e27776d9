package io.fluxstream.history.report;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.transition.FluxTransition;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.history.backtest.BacktestListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Every resource's phases and the alerts of both rule sets over time, as much of it as a page can show: of a long history, changes close
 * together become one.
 */
public final class Timeline implements BacktestListener {
    private static final int MOST_CHANGES = 150_000;
    private static final int MOST_ALERTS = 50_000;
    private static final int MOST_RESOURCES = 3_000;
    private static final long FIRST_WIDTH = 1_000;

    private final Map<ResourceId, Track> tracks = new HashMap<>();
    private long width = FIRST_WIDTH / 2;
    private int changes;
    private int alerts;
    private long notDrawn;

    @Override
    public void stood(FluxResourceStatus resource, Instant at) {
        if (resource.phase().isSettled()) {
            change(resource.resource(), at, resource.phase());
        }
    }

    @Override
    public void transition(FluxTransition transition) {
        if (transition.type() == FluxTransition.Type.PHASE) {
            change(transition.resource(), transition.at(), transition.to());
        }
    }

    private void change(ResourceId resource, Instant at, Phase to) {
        track(resource).add(new Track.Change(at.toEpochMilli(), to));
        changes++;
        if (changes > MOST_CHANGES) {
            coarsen();
        }
    }

    /** Until there is room again. */
    private void coarsen() {
        while (changes > MOST_CHANGES / 2) {
            width *= 2;
            changes = tracks.values().stream()
                    .mapToInt(track -> track.coarsen(width))
                    .sum();
            if (width > FIRST_WIDTH << 20) {
                return;
            }
        }
    }

    @Override
    public void alert(FluxAlert alert) {
        alert(alert, false);
    }

    @Override
    public void otherAlert(FluxAlert alert) {
        alert(alert, true);
    }

    private void alert(FluxAlert alert, boolean other) {
        switch (alert.action()) {
            case FIRING -> fired(alert, other);
            case RESOLVED ->
                track(alert.resource()).end(alert.id(), other, alert.at().toEpochMilli());
            case REPEATED -> {
                // The span goes on.
            }
        }
    }

    private void fired(FluxAlert alert, boolean other) {
        if (alerts == MOST_ALERTS) {
            notDrawn++;
            return;
        }
        alerts++;
        track(alert.resource())
                .add(new Track.Span(alert.id(), other, alert.rule(), alert.at().toEpochMilli(), -1));
    }

    private Track track(ResourceId resource) {
        return tracks.computeIfAbsent(resource, unseen -> new Track());
    }

    /** A resource and its track. */
    record Row(ResourceId resource, Track track) {}

    /** Those with most trouble, and of those with as much in order. */
    List<Row> rows() {
        return tracks.entrySet().stream()
                .map(entry -> new Row(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong((Row row) -> row.track.trouble())
                        .reversed()
                        .thenComparing(Row::resource))
                .limit(MOST_RESOURCES)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** What the page leaves out, as a sentence; empty when it shows everything. */
    String leftOut() {
        List<String> left = new ArrayList<>();
        if (tracks.size() > MOST_RESOURCES) {
            left.add(tracks.size() - MOST_RESOURCES + " resources with less trouble");
        }
        if (notDrawn > 0) {
            left.add(notDrawn + " alerts");
        }
        if (width >= FIRST_WIDTH) {
            left.add("what happened within " + width / 1_000 + " s");
        }
        return left.isEmpty() ? "" : "Not drawn: " + String.join(", ", left) + ".";
    }
}
