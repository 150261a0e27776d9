package io.fluxstream.history.backtest;

import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is counted of one rule: as much as there are resources, however long the history is. */
public final class RuleTally {
    /** A resource and how often the rule fired for it. */
    public record Flapper(ResourceId resource, long alerts) {}

    private final String rule;
    private final Map<Resolution, Long> resolutions = new EnumMap<>(Resolution.class);
    private final Map<ResourceId, Long> byResource = new HashMap<>();
    private final Lengths untilRecovery = new Lengths();
    private final Lengths delays = new Lengths();
    private long alerts;
    private long repeats;

    RuleTally(String rule) {
        this.rule = rule;
    }

    void fired(OpenAlert alert) {
        alerts++;
        byResource.merge(alert.resource(), 1L, Long::sum);
        delays.add(alert.delay());
    }

    void repeated() {
        repeats++;
    }

    void resolved(OpenAlert alert, Resolution resolution, Instant at) {
        resolutions.merge(resolution, 1L, Long::sum);
        if (resolution == Resolution.RECOVERED) {
            untilRecovery.add(Duration.between(alert.firedAt(), at));
        }
    }

    public String rule() {
        return rule;
    }

    /** How many fired. */
    public long alerts() {
        return alerts;
    }

    public long repeats() {
        return repeats;
    }

    /** How many ended that way. */
    public long resolved(Resolution resolution) {
        return resolutions.getOrDefault(resolution, 0L);
    }

    /** How many have not ended. */
    public long active() {
        return alerts - resolutions.values().stream().mapToLong(Long::longValue).sum();
    }

    /** From firing to recovery, of those that recovered. */
    public Lengths untilRecovery() {
        return untilRecovery;
    }

    /** From the beginning of what is wrong to the alert. */
    public Lengths delays() {
        return delays;
    }

    /** Those that fired most often, at least twice. */
    public List<Flapper> worstFlappers(int most) {
        return byResource.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(entry -> new Flapper(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(Flapper::alerts).reversed().thenComparing(Flapper::resource))
                .limit(most)
                .toList();
    }
}
