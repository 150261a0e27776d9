package io.fluxstream.watcher.kubernetes;

import io.fluxstream.watcher.masking.CredentialMask;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Why a call to an API server gave nothing.
 *
 * @param code the HTTP status, or that of an in-band error; 0 when there was no answer
 * @param text masked, short, one line
 */
record CallFailure(int code, String text, @Nullable Duration retryAfter) {
    private static final int MAX_TEXT = 300;

    CallFailure {
        text = shortened(CredentialMask.mask(text));
    }

    static CallFailure of(int code, String reason, @Nullable Duration retryAfter) {
        return new CallFailure(code, code + " " + reason, retryAfter);
    }

    static CallFailure of(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause && isWrapper(cause)) {
            cause = Objects.requireNonNull(cause.getCause());
        }
        String message = cause.getMessage();
        return new CallFailure(
                0, message == null || message.isBlank() ? cause.getClass().getSimpleName() : message, null);
    }

    static CallFailure of(String text) {
        return new CallFailure(0, text, null);
    }

    boolean isExpired() {
        return code == 410;
    }

    private static boolean isWrapper(Throwable thrown) {
        return thrown instanceof CompletionException
                || thrown instanceof ExecutionException
                || thrown.getMessage() == null;
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= MAX_TEXT ? line : line.substring(0, MAX_TEXT);
    }
}
