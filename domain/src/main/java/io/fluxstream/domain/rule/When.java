package io.fluxstream.domain.rule;

/** The condition that a rule watches. */
public enum When {
    FAILING,
    WAITING,
    PROGRESSING,
    PENDING,
    DELETING,
    SUSPENDED,
    /** A failure of what was READY before. */
    LOST,
    /** Many changes between READY and FAILED within a window. */
    FLAPPING,
    /** Of a cluster: the lease of one of its kinds ran out. */
    UNREACHABLE
}
