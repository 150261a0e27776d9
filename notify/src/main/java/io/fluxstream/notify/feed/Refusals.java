package io.fluxstream.notify.feed;

import io.fluxstream.schemas.Topics;
import java.time.Duration;
import org.slf4j.Logger;

/** Says what a sink refuses for good: at once, but no more than one line a minute. */
final class Refusals {
    private static final long BETWEEN_LINES = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private final String sink;
    private boolean said;
    private long lastLine;
    private long untold;

    Refusals(Logger log, String sink) {
        this.log = log;
        this.sink = sink;
    }

    void say(String what, String reason) {
        long now = System.nanoTime();
        if (said && now - lastLine < BETWEEN_LINES) {
            untold++;
            return;
        }
        String others = untold == 0 ? "" : ", as do " + untold + " before it";
        log.warn("{} does not get {} ({}): it lies in {}{}", sink, what, reason, Topics.ALERTS_DLQ.name(), others);
        said = true;
        lastLine = now;
        untold = 0;
    }
}
