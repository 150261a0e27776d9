package io.fluxstream.notify.feed;

import java.time.Duration;
import org.slf4j.Logger;

/** One line when something begins to fail, one a minute while it lasts, one when it is over. */
final class Trouble {
    private static final long BETWEEN_LINES = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private final String what;
    private int count;
    private long lastLine;
    private volatile String reason = "";

    /** @param what the thing that may fail, as the subject of a sentence */
    Trouble(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    void failed(String why, String whatIsDone) {
        reason = why;
        long now = System.nanoTime();
        if (count == 0 || now - lastLine > BETWEEN_LINES) {
            lastLine = now;
            log.warn("{} {}; {}", what, why, whatIsDone);
        }
        count++;
    }

    void over() {
        if (count > 0) {
            log.info("{} works again, after {} failures", what, count);
            count = 0;
            reason = "";
        }
    }

    /** What is wrong now; empty when nothing is. */
    String reason() {
        return reason;
    }
}
