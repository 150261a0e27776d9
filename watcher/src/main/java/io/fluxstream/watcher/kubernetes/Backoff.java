package io.fluxstream.watcher.kubernetes;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt: first a fixed time, then full jitter below a doubling bound. */
final class Backoff {
    private final Duration first;
    private final Duration cap;
    private final RandomGenerator random;
    private int failures;

    Backoff(Duration first, Duration cap, RandomGenerator random) {
        this.first = first;
        this.cap = cap;
        this.random = random;
    }

    Duration next() {
        failures++;
        if (failures == 1) {
            return first;
        }
        long bound = Math.min(cap.toMillis(), first.toMillis() << Math.min(failures - 1, 20));
        return Duration.ofMillis(random.nextLong(bound) + 1);
    }

    void reset() {
        failures = 0;
    }
}
