package io.fluxstream.cli.run;

import io.fluxstream.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a processor may write where it is told to: Kafka Streams finds out later, and says it in its own words. */
final class StateDirectory {
    private static final String FIELD = "processor.stateDirectory ";

    private StateDirectory() {}

    /**
     * Makes the directory if need be, and writes something there for a moment.
     *
     * @throws CommandFailure if that cannot be done; says why, and what to do
     */
    static void require(Path directory) {
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "writable", null));
        } catch (FileAlreadyExistsException e) {
            throw CommandFailure.usage(
                    FIELD + directory + " cannot be made, since " + e.getFile() + " is no directory; name another");
        } catch (AccessDeniedException e) {
            throw CommandFailure.usage(
                    FIELD + directory + " may not be written by this user; change its owner, or name another");
        } catch (IOException e) {
            throw CommandFailure.usage(FIELD + directory + " cannot be written (" + reason(e)
                    + "); mount it writable, make room there, or name another");
        }
    }

    /** The system's own words, without the name of the file that was tried. */
    private static String reason(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.substring(message.lastIndexOf(": ") < 0 ? 0 : message.lastIndexOf(": ") + 2);
    }
}
