package io.fluxstream.it.chaos;

import java.time.Duration;

/**
 * How long things take.
 *
 * @param pause how long a process is held still
 * @param outage how long anything else lasts at most
 */
record Pace(Duration pause, Duration outage) {
    /** For the long run. */
    static final Pace LONG = new Pace(Duration.ofSeconds(30), Duration.ofSeconds(12));
    /** For the build. */
    static final Pace SHORT = new Pace(Duration.ofSeconds(10), Duration.ofSeconds(6));

    static Pace named(String name) {
        return switch (name) {
            case "long" -> LONG;
            case "short" -> SHORT;
            default -> throw new IllegalArgumentException("pace must be long or short, but was " + name);
        };
    }
}
