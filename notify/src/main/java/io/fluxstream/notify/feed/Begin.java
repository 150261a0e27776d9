package io.fluxstream.notify.feed;

/** What a sink without a cursor is told first: one that is new, or whose cursor the broker has forgotten. */
public enum Begin {
    /** What fires now, and then whatever happens. */
    FIRING,
    /** Everything that flux-alerts still holds. */
    EARLIEST
}
