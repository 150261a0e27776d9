package io.fluxstream.notify.http;

import io.fluxstream.security.SecretFile;
import io.fluxstream.security.UnusableFileException;
import java.nio.file.Path;
import java.util.List;

/** A small file with a secret, read at each use. */
public final class CredentialFile {
    private CredentialFile() {}

    /** A file that cannot be used now; the message is the end of a sentence about the sink and holds nothing of the file. */
    public static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String message, Throwable cause) {
            super(message, cause);
        }

        public UnusableException(String message) {
            super(message);
        }
    }

    /** Everything in it, without white space around it. */
    public static String text(String field, Path file) throws UnusableException {
        String text = read(field, file);
        if (text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new UnusableException(
                    "cannot be sent to: " + field + " " + file + " must be one line of plain ASCII");
        }
        return text;
    }

    /** Its lines, without empty ones. */
    public static List<String> lines(String field, Path file) throws UnusableException {
        return read(field, file)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static String read(String field, Path file) throws UnusableException {
        try {
            return SecretFile.text(file);
        } catch (UnusableFileException e) {
            throw new UnusableException("cannot be sent to: " + field + " " + e.getMessage(), e);
        }
    }
}
