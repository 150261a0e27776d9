package io.fluxstream.bridge.feed;

import java.time.Instant;

/**
 * What the server says of the current run of a workflow; no worker is asked.
 *
 * @param firstRun the one that was started; the later ones continue it
 * @param events in its history
 * @param bytes of its history; 0 from the embedded server, which does not count them
 * @param isAtWork whether a workflow task is scheduled or under way; never on the embedded server, which does not say
 */
record RunLook(String run, String firstRun, Instant startedAt, long events, long bytes, boolean isAtWork) {
    /** Whether it begins with what that one knew at its end. */
    boolean continues(RunLook earlier) {
        return !run.equals(earlier.run) && !firstRun.isEmpty() && firstRun.equals(earlier.firstRun);
    }

    /** Whether it is known that there is no task. */
    boolean isIdle() {
        return bytes > 0 && !isAtWork;
    }
}
