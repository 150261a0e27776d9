package io.fluxstream.bridge.feed;

import io.fluxstream.bridge.workflow.RunLimits;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much more the current run of a workflow takes before it continues as a new one. A signal that comes while it does so makes the
 * server refuse that, and a worker replay the whole run: whoever signals often has to leave a gap there. Not safe for threads.
 */
final class RunRoom {
    /** From this share of any limit on, the server is asked before each signal. */
    private static final double NEAR = 0.8;

    /** The clocks of server and bridge may differ. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(5);

    /** A signal, and the three events of the task that takes it. */
    private static final int EVENTS_PER_SIGNAL = 4;

    private static final int BYTES_PER_SIGNAL = 1_000;

    private final RunLimits limits;
    private String run = "";
    private @Nullable RunLook seen;
    private int signals;
    private int items;
    /** Since the server was last asked. */
    private long newEvents;

    private long newBytes;

    RunRoom(RunLimits limits) {
        this.limits = limits;
    }

    /** A signal was taken by this run. */
    void took(String byRun, Chunk chunk) {
        turnTo(byRun);
        signals++;
        items += chunk.items().size();
        newEvents += EVENTS_PER_SIGNAL;
        newBytes += BYTES_PER_SIGNAL + chunk.bytes();
    }

    /** The server has described the run. Answers whether it continues the one that was over when it was last described. */
    boolean saw(RunLook look, Instant now) {
        RunLook before = seen;
        boolean continues = before != null && isOver(now) && look.continues(before);
        turnTo(look.run());
        seen = look;
        newEvents = 0;
        newBytes = 0;
        return continues;
    }

    private void turnTo(String current) {
        if (!current.equals(run)) {
            run = current;
            seen = null;
            signals = 0;
            items = 0;
            newEvents = 0;
            newBytes = 0;
        }
    }

    /** Whether the next signal might come while the run ends; so it may as long as nothing is known of it. */
    boolean isNearEnd(Instant now) {
        return isBeyond(NEAR, now.plus(CLOCKS_DIFFER));
    }

    /** Whether the run ends with its next task. */
    boolean isOver(Instant now) {
        return seen != null && isBeyond(1, now);
    }

    private boolean isBeyond(double share, Instant now) {
        RunLook known = seen;
        return known == null
                || signals >= share * limits.signals()
                || items >= share * limits.items()
                || known.events() + newEvents >= share * RunLimits.MAX_EVENTS
                || known.bytes() + newBytes >= share * RunLimits.MAX_HISTORY_BYTES
                || !now.isBefore(known.startedAt().plusSeconds(limits.seconds()));
    }
}
