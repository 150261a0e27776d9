package io.fluxstream.domain.transition;

import io.fluxstream.domain.EventTime;
import java.time.Instant;
import java.util.function.Function;

/**
 * From some record of a cluster on, other rules are in force. It precedes what that record brings about.
 *
 * @param revision of the rules; 0 for rules that are in no log
 * @param hash of the text the rules were read from; empty for rules that were read from none
 * @param record the number of that record among all of the cluster, counted from 1
 * @param at the cluster's clock before that record; its own time for the very first
 */
public record RulesActivated(String cluster, long revision, String hash, long record, Instant at)
        implements TransitionEvent {
    public RulesActivated {
        if (cluster.isEmpty()) {
            throw new IllegalArgumentException("cluster must not be empty");
        }
        if (revision < 0) {
            throw new IllegalArgumentException("revision must not be negative, but was " + revision);
        }
        if (record < 1) {
            throw new IllegalArgumentException("record must be at least 1, but was " + record);
        }
        at = EventTime.of(at);
    }

    @Override
    public String key() {
        return cluster;
    }

    @Override
    public <R> R match(Function<FluxTransition, R> transition, Function<RulesActivated, R> activated) {
        return activated.apply(this);
    }
}
