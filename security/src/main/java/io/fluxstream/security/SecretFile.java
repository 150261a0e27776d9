package io.fluxstream.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that holds one secret, or one document. It is read whenever it is needed, so that it may rotate. */
public final class SecretFile {
    private static final long MOST_BYTES = 1 << 20;

    private SecretFile() {}

    /**
     * The secret, without the white space around it that editors leave.
     *
     * @throws UnusableFileException if there is none
     */
    public static String text(Path file) {
        String text = new String(bytes(file), StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            throw new UnusableFileException(file + " is empty; put the secret there");
        }
        return text;
    }

    /**
     * What is in the file, at most 1 MiB.
     *
     * @throws UnusableFileException if it cannot be read
     */
    public static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new UnusableFileException(file + " is larger than 1 MiB; that is no secret or certificate");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new UnusableFileException(file + " does not exist");
        } catch (AccessDeniedException e) {
            throw new UnusableFileException(file + " may not be read by this user");
        } catch (IOException e) {
            throw new UnusableFileException(file + " cannot be read (" + e + ")", e);
        }
    }
}
