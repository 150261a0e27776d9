package io.fluxstream.processor;

/** Rules cannot be put in force, or those in force cannot be followed; trying again does not mend it. */
public final class RulesRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RulesRefusedException(String message) {
        super(message);
    }
}
