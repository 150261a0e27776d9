package io.fluxstream.notify.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
        String text = read(field, file).strip();
        if (text.isEmpty()) {
            throw new UnusableException("cannot be sent to: " + field + " " + file + " is empty");
        }
        if (text.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw new UnusableException(
                    "cannot be sent to: " + field + " " + file + " must be one line of plain ASCII");
        }
        return text;
    }

    /** Its lines, without empty ones. */
    public static List<String> lines(String field, Path file) throws UnusableException {
        List<String> lines = read(field, file)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.isEmpty()) {
            throw new UnusableException("cannot be sent to: " + field + " " + file + " is empty");
        }
        return lines;
    }

    private static String read(String field, Path file) throws UnusableException {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new UnusableException("cannot be sent to: " + field + " " + file + " does not exist", e);
        } catch (IOException e) {
            throw new UnusableException(
                    "cannot be sent to: " + field + " " + file + " cannot be read ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        }
    }
}
