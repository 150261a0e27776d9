package io.fluxstream.cli.run;

import io.fluxstream.cli.CommandFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where data is kept, when nothing else is said, and how it is cleared. */
final class DataHome {
    /** What a pipeline keeps in its data directory. */
    static final String KAFKA = "kafka";

    static final String STREAMS = "streams";

    private DataHome() {}

    /** A place of this user that outlives the machine's restart. */
    static Path of(String purpose) {
        String data = System.getenv("XDG_DATA_HOME");
        Path home = data == null || data.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share")
                : Path.of(data);
        return home.resolve("flux-stream").resolve(purpose);
    }

    static Path temporary() {
        try {
            return Files.createTempDirectory("flux-stream-");
        } catch (IOException e) {
            throw CommandFailure.usage("no temporary directory can be made (" + e + "); name one with --data");
        }
    }

    /** Removes what a pipeline kept, and nothing else. */
    static void clear(Path data) {
        List.of(KAFKA, STREAMS).forEach(kept -> delete(data.resolve(kept)));
    }

    /** Removes a directory with all that is in it. */
    static void delete(Path directory) {
        if (!Files.isDirectory(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
