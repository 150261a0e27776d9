package io.fluxstream.cli.ask;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands in a cell. */
final class Cells {
    static final String NONE = "-";

    private static final int SHORT_MESSAGE = 100;
    private static final int SHORT_HASH = 8;

    private Cells() {}

    static String text(@Nullable Object value) {
        return value == null || value.toString().isEmpty() ? NONE : value.toString();
    }

    static String flag(boolean value) {
        return value ? "True" : "False";
    }

    static String list(Collection<?> values) {
        return values.isEmpty() ? NONE : values.stream().map(Object::toString).collect(Collectors.joining(","));
    }

    static String time(@Nullable Instant instant) {
        return instant == null ? NONE : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A message that leaves the table its width; wide tables and documents have all of it. */
    static String shortMessage(@Nullable String message) {
        if (message == null || message.codePointCount(0, message.length()) <= SHORT_MESSAGE) {
            return text(message);
        }
        return message.substring(0, message.offsetByCodePoints(0, SHORT_MESSAGE - 1)) + "…";
    }

    /** {@code main@sha1:0123abcd}: of the hash, as much as Flux shows. */
    static String shortRevision(@Nullable String revision) {
        if (revision == null) {
            return NONE;
        }
        int colon = revision.lastIndexOf(':');
        boolean hash = colon >= 0 && revision.substring(colon + 1).matches("[0-9a-f]{9,}");
        return hash ? revision.substring(0, colon + 1 + SHORT_HASH) : revision;
    }
}
