package io.fluxstream.domain.phase;

/** What one observation says of a resource. */
public enum Phase {
    GONE(true),
    DELETING(false),
    SUSPENDED(true),
    /** A kind that never reports Ready. */
    STATIC(true),
    /** No Ready condition yet. */
    PENDING(false),
    /** Being reconciled, or not yet looked at since its specification changed. */
    PROGRESSING(false),
    READY(true),
    /** Not ready because something else is not. */
    WAITING(true),
    FAILED(true);

    private final boolean settled;

    Phase(boolean settled) {
        this.settled = settled;
    }

    /** Whether the phase changes what the engine believes; the others only pass by. */
    public boolean isSettled() {
        return settled;
    }
}
