package io.fluxstream.it.chaos;

/** What becomes of a resource that is ready when a round begins. */
enum Fate {
    /** It is reconciled now and then, and stays ready. */
    HEALTHY,
    /** It fails, and is retried, until everything was put right and its alerts were raised. */
    LASTING,
    /** It fails for clearly longer than the rule wants, and recovers. */
    HEALING,
    /** It fails for clearly shorter than that. */
    FLICKERING,
    /** It waits for another one, and never fails. */
    WAITING,
    /** It fails, and is deleted before the rule would speak. */
    DELETED,
    /** It fails, and is suspended before the rule would speak. */
    SUSPENDED
}
