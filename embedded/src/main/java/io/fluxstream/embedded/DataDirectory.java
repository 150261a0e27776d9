package io.fluxstream.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A directory that one process at a time may use. The lock goes with the process, however it ends. */
public final class DataDirectory implements AutoCloseable {
    private static final String LOCK_FILE = ".flux-stream.lock";

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes it if need be, and keeps others out.
     *
     * @throws CannotStartException if it cannot be written to, or somebody else uses it
     */
    public static DataDirectory lock(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new CannotStartException("data directory " + path
                        + " is used by another flux-stream; stop that one or name another directory");
            }
            return new DataDirectory(path, channel);
        } catch (AccessDeniedException e) {
            throw new CannotStartException(
                    "data directory " + path + " may not be written by this user; change its owner, or name another",
                    e);
        } catch (IOException e) {
            throw new CannotStartException(
                    "data directory " + path + " cannot be written to (" + reason(e)
                            + "); mount it writable, make room there, or name another",
                    e);
        }
    }

    /** The system's own words, where it has some. */
    private static String reason(IOException failure) {
        String system = failure instanceof FileSystemException named ? named.getReason() : failure.getMessage();
        return system == null ? failure.toString() : system;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new IllegalStateException("cannot unlock " + path, e);
        }
    }
}
