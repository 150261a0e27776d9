package io.fluxstream.schemas;

/** A topic that is there is not what flux-stream stands on. The message is one sentence and says what to do. */
public final class TopicMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicMismatchException(String message) {
        super(message);
    }
}
