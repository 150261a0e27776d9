package io.fluxstream.cli.config;

/** The configuration cannot be used; the message is one sentence that names the field and says what to do. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConfigurationException(String message) {
        super(message);
    }

    ConfigurationException(String message, Throwable cause) {
        super(message, cause);
    }

    ConfigurationException in(String file) {
        return new ConfigurationException(file + ": " + getMessage(), this);
    }
}
