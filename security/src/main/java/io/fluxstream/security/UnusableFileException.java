package io.fluxstream.security;

import org.jspecify.annotations.Nullable;

/** A file with a secret or certificate cannot be used; the message is one sentence that names it, and never quotes it. */
public final class UnusableFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnusableFileException(String message) {
        super(message);
    }

    public UnusableFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
