package io.fluxstream.bridge.state;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The dead man's switch: nothing heard for a while, and after a second look still nothing, means silence. The second
 * look is for a worker that was down itself: it finds its timer run out before it sees what arrived meanwhile.
 */
final class DeadMan {
    /** How long nothing may be heard before it is suspicious; liveness comes four times in this time. */
    static final Duration SUSPECT_AFTER = Duration.ofMinutes(2);

    /** How long after a suspicion it is certain. */
    static final Duration CONFIRM_AFTER = Duration.ofSeconds(30);

    private Instant heard;
    private @Nullable Instant suspected;
    private boolean silent;

    DeadMan(Instant heard) {
        this.heard = heard;
    }

    static DeadMan restore(Instant heard, boolean silent) {
        DeadMan deadMan = new DeadMan(heard);
        deadMan.silent = silent;
        return deadMan;
    }

    Instant heard() {
        return heard;
    }

    boolean isSilent() {
        return silent;
    }

    /** When to look next; null while nothing but being heard from can change anything. */
    @Nullable Instant nextLook() {
        if (silent) {
            return null;
        }
        return suspected == null ? heard.plus(SUSPECT_AFTER) : suspected.plus(CONFIRM_AFTER);
    }

    /** Looks, and says whether this look made it certain. */
    boolean look(Instant now) {
        Instant due = nextLook();
        if (due == null || now.isBefore(due)) {
            return false;
        }
        if (suspected == null) {
            suspected = now;
            return false;
        }
        silent = true;
        return true;
    }

    /** Something was heard. Says whether that ended a silence. */
    boolean hear(Instant now) {
        boolean ended = silent;
        heard = now;
        suspected = null;
        silent = false;
        return ended;
    }
}
