package io.fluxstream.it.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What this machine must let us do; a fault that cannot be played must not look like one that was survived. */
final class Needs {
    private Needs() {}

    /** What is not there, in words. */
    static List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!FalseClock.isThere()) {
            missing.add("libfaketime, for clocks that jump (apt-get install faketime)");
        }
        if (!canMount()) {
            missing.add("leave to mount a tmpfs, for a disk that fills up (be root)");
        }
        return missing;
    }

    private static boolean canMount() {
        try {
            Path directory = Files.createTempDirectory("flux-stream-chaos");
            try (Disk disk = Disk.mount(directory, 1)) {
                return disk.canBeFilled();
            } finally {
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
