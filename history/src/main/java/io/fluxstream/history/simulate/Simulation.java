package io.fluxstream.history.simulate;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.history.log.LogRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;

/**
 * Which history to make up. The same simulation gives the same records, byte for byte, wherever and whenever it runs.
 *
 * @param resources of each cluster
 * @param heartbeat how often each watcher says that it lives; 5 s is what real ones do, more than 15 s would be no sign of life
 */
public record Simulation(
        long seed, int clusters, int resources, Instant start, Duration length, Duration heartbeat, Profile profile) {
    /** What real watchers do. */
    public static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** A Monday; whoever wants another beginning says so. */
    public static final Instant START = Instant.parse("2026-06-01T00:00:00Z");

    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final int FEWEST_RESOURCES = 10;

    public Simulation {
        require(clusters > 0, "clusters must be at least 1, but was " + clusters);
        require(
                resources >= FEWEST_RESOURCES,
                "resources must be at least " + FEWEST_RESOURCES + ", but was " + resources);
        require(!length.isNegative() && !length.isZero(), "length must be positive, but was " + length);
        require(
                heartbeat.compareTo(LEASE) <= 0 && heartbeat.toMillis() > 0,
                "heartbeat must be at most 15s, which is how long one counts, but was " + heartbeat);
    }

    /** Records of all clusters in order of their times; of each cluster in the order in which its watcher wrote them. */
    public Iterator<FluxStatusEvent> records() {
        return new SimulatedFleet(this);
    }

    /** The same, as a broker with that many partitions would hold them, each appended when it was observed. */
    public Iterator<LogRecord> log(int partitions) {
        return new SimulatedLog(records(), partitions);
    }

    private static void require(boolean holds, String complaint) {
        if (!holds) {
            throw new IllegalArgumentException(complaint);
        }
    }
}
