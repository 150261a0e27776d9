package io.fluxstream.it.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A wall clock of one process that is stepped while the monotonic one goes on, by Debian's libfaketime. */
final class FalseClock {
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"));

    private final Path file;

    FalseClock(Path directory) {
        file = directory.resolve("clock");
        step(0);
    }

    static boolean isThere() {
        return library().isPresent();
    }

    /** What a process must be started with so that it looks at this clock. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library()
                        .orElseThrow(
                                () -> new IllegalStateException("libfaketime is not there: apt-get install faketime"))
                        .toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                // Without one the file is read a hundred times a millisecond, and little else is done.
                "FAKETIME_CACHE_DURATION",
                "1",
                "DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Its remedy for an old glibc lets every timed wait of a JVM end at once.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    /** @param seconds from the true time, in either direction */
    void step(long seconds) {
        Path next = file.resolveSibling("clock.next");
        try {
            Files.writeString(next, (seconds < 0 ? "" : "+") + seconds + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> library() {
        return LIBRARIES.stream().filter(Files::exists).findFirst();
    }
}
