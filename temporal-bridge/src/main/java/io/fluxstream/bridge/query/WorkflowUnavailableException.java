package io.fluxstream.bridge.query;

/** A workflow did not answer; the message is one sentence that says which and what to do. */
public final class WorkflowUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WorkflowUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
