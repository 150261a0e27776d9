package io.fluxstream.it.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A small file system in memory, which can be filled up. Only root may make one. */
final class Disk implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final Path directory;
    private boolean mounted;

    private Disk(Path directory, boolean mounted) {
        this.directory = directory;
        this.mounted = mounted;
    }

    /** Makes the directory; where mounting is not allowed it is an ordinary one that cannot be filled. */
    static Disk mount(Path directory, int megabytes) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Disk disk = new Disk(
                directory, run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", directory.toString()));
        Runtime.getRuntime().addShutdownHook(new Thread(disk::close));
        return disk;
    }

    synchronized boolean canBeFilled() {
        return mounted;
    }

    /** Leaves not a byte to anybody. */
    void fill() {
        if (!canBeFilled()) {
            return;
        }
        byte[] chunk = new byte[CHUNK];
        for (int length = CHUNK; length >= 1; length /= 16) {
            try (OutputStream out =
                    Files.newOutputStream(directory.resolve("ballast-" + length), StandardOpenOption.CREATE)) {
                while (true) {
                    out.write(chunk, 0, length);
                }
            } catch (IOException full) {
                // That is what it is for.
            }
        }
    }

    void free() {
        for (int length = CHUNK; length >= 1; length /= 16) {
            try {
                Files.deleteIfExists(directory.resolve("ballast-" + length));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Nothing of it is left. */
    @Override
    public synchronized void close() {
        if (mounted) {
            mounted = false;
            run("umount", "-l", directory.toString());
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
