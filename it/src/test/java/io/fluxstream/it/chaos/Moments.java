package io.fluxstream.it.chaos;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The time of one play, which begins when it is made. */
final class Moments {
    private final long begin = System.nanoTime();

    /** Returns at a moment of the play, at once when that has passed. */
    void await(Duration moment) {
        long end = begin + moment.toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    boolean isPast(Duration moment) {
        return System.nanoTime() - begin >= moment.toNanos();
    }
}
