package io.fluxstream.rules.yaml;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the text of a file, as it is the same on every machine. */
public final class TextFile {
    private TextFile() {}

    /** The text of a file, or nothing; why is among the findings then. */
    public static Optional<String> read(Path file, Findings findings) {
        try {
            return Optional.of(normalized(Files.readString(file)));
        } catch (NoSuchFileException e) {
            findings.mistake(Place.FILE, "does not exist");
        } catch (CharacterCodingException e) {
            findings.mistake(Place.FILE, "is not UTF-8 text");
        } catch (IOException e) {
            findings.mistake(Place.FILE, "cannot be read (" + e + ")");
        }
        return Optional.empty();
    }

    /** With line ends as {@code \n} and without a byte order mark. */
    public static String normalized(String text) {
        String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return withoutMark.replace("\r\n", "\n").replace('\r', '\n');
    }
}
