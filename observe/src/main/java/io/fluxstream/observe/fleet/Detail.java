package io.fluxstream.observe.fleet;

/** Which resources have series of their own. */
public enum Detail {
    NONE,
    /** Those that are neither READY nor STATIC. */
    NOT_READY,
    ALL
}
