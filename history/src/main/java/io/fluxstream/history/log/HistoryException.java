package io.fluxstream.history.log;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A history that cannot be read, or not to its end; the message is one sentence that says how far it could. */
public final class HistoryException extends IOException {
    private static final long serialVersionUID = 1L;

    public HistoryException(String message) {
        super(message);
    }

    public HistoryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
