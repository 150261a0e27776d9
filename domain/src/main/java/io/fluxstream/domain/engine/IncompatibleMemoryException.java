package io.fluxstream.domain.engine;

/** Rows of memory that this version cannot go on from; the message completes "The memory cannot be read: ...". */
public final class IncompatibleMemoryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IncompatibleMemoryException(String message) {
        super(message);
    }
}
