package io.fluxstream.it.chaos;

import io.fluxstream.it.fleet.FluxKind;
import java.time.Duration;

/**
 * The part that a resource plays in a round.
 *
 * @param turns when it stops being ready, after the beginning of the play
 * @param ends when that is over; nobody waits for that of {@link Fate#LASTING} and {@link Fate#HEALTHY}
 */
record Part(String cluster, FluxKind kind, String name, Fate fate, Duration turns, Duration ends) {
    /** Its name in the keys of all topics. */
    String key() {
        return cluster + '/' + kind.kind() + "/flux-system/" + name;
    }
}
