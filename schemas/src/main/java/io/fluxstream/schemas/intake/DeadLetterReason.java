package io.fluxstream.schemas.intake;

/** Why a record went to the dead letters, as far as counting goes. */
public enum DeadLetterReason {
    /** It has no key. */
    NO_KEY,
    /** It has no value. */
    NO_VALUE,
    /** Its value is not JSON, or JSON of the wrong shape. */
    MALFORMED,
    /** Its key speaks of something else than its value. */
    WRONG_KEY,
    /** It claims to have been observed well after it was appended. */
    AHEAD_OF_APPEND,
    /** It could be read, but what follows from it could not be worked out or written. */
    NOT_PROCESSED
}
