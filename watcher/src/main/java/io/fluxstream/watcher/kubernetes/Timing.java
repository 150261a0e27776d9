package io.fluxstream.watcher.kubernetes;

import java.time.Duration;

/**
 * How long things may take and how often they happen.
 *
 * @param headers until the answer to a request begins; a watch from a future resource version never does
 * @param silence without a byte until a watch counts as dead; bookmarks come about once a minute
 * @param listSilence without a byte until a list counts as dead
 * @param snapshots between periodic snapshots of a kind, give or take a tenth
 * @param rediscovery until a kind that is not installed is looked for again
 */
public record Timing(
        Duration heartbeat,
        Duration connect,
        Duration headers,
        Duration silence,
        Duration listSilence,
        Duration firstBackoff,
        Duration longestBackoff,
        Duration snapshots,
        Duration rediscovery,
        Duration cursors) {
    public static final Timing DEFAULT = new Timing(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(150),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            Duration.ofSeconds(60),
            Duration.ofHours(6),
            Duration.ofMinutes(3),
            Duration.ofSeconds(3));

    public Timing withSnapshots(Duration interval) {
        return new Timing(
                heartbeat,
                connect,
                headers,
                silence,
                listSilence,
                firstBackoff,
                longestBackoff,
                interval,
                rediscovery,
                cursors);
    }
}
