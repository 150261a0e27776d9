package io.fluxstream.cli.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The configuration cannot be used; the message is one sentence that names the field and says what to do. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String path;

    /** Of the file as a whole. */
    ConfigurationException(String message) {
        this(message, (Throwable) null);
    }

    /** @param cause null when there is nothing more to know */
    ConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
        path = "";
    }

    /** Of a field: the message begins with its path. */
    ConfigurationException(String path, String rest) {
        this(path, rest, null);
    }

    /** @param cause null when there is nothing more to know */
    ConfigurationException(String path, String rest, @Nullable Throwable cause) {
        super(path + rest, cause);
        this.path = path;
    }

    /** The same, with the name of the file and where in it the field stands. */
    ConfigurationException in(Path file, String yaml) {
        return new ConfigurationException(file + ": " + FieldPlaces.of(yaml).before(path) + getMessage(), this);
    }
}
