package io.fluxstream.bridge.workflow;

import java.time.Duration;

/**
 * How long one run of a workflow may last before it continues as a new one.
 *
 * @param seconds its time
 * @param signals how many it may take: the server refuses 10,000, and says nothing before
 * @param items how many records may come in those signals
 */
public record RunLimits(long seconds, int signals, int items) {
    public static final RunLimits WATCH = new RunLimits(Duration.ofMinutes(10).toSeconds(), 1_000, 10_000);
    public static final RunLimits ALERTS = new RunLimits(Duration.ofMinutes(30).toSeconds(), 1_000, 10_000);

    /** However few signals they came from; the server warns at more than three times as many. */
    public static final long MAX_EVENTS = 3_000;

    /** Of a run's history. */
    public static final long MAX_HISTORY_BYTES = 3L * 1024 * 1024;

    public RunLimits {
        if (seconds <= 0 || signals <= 0 || items <= 0) {
            throw new IllegalArgumentException("limits of a run must be positive, but were " + seconds + " s, "
                    + signals + " signals, " + items + " items");
        }
    }

    /** Of a cluster's workflow: those of a fleet that were started together do not all end their runs together. */
    public static RunLimits watch(String cluster) {
        long sooner = Math.floorMod(cluster.hashCode(), WATCH.seconds() / 4);
        return new RunLimits(WATCH.seconds() - sooner, WATCH.signals(), WATCH.items());
    }
}
