package io.fluxstream.watcher.object;

import java.time.Duration;
import java.time.Instant;

/**
 * What the watcher adds to what it saw.
 *
 * @param observedAt the watcher's clock when the event arrived
 * @param snapshot the number of the snapshot whose list named the object, or 0 when a watch did
 * @param shift how far every time inside the object is moved; zero but for recordings that are to end now
 */
public record Stamp(String cluster, String session, Instant observedAt, long snapshot, Duration shift) {
    public static Stamp of(String cluster, String session, Instant observedAt, long snapshot) {
        return new Stamp(cluster, session, observedAt, snapshot, Duration.ZERO);
    }
}
