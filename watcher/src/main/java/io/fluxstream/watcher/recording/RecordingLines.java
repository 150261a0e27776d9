package io.fluxstream.watcher.recording;

import io.fluxstream.watcher.object.ObjectReader;
import io.fluxstream.watcher.object.ObjectReader.Recorded;
import io.fluxstream.watcher.object.WatchLine;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The lines of a recording, one after another: gzip (of any number of members) or plain text. */
final class RecordingLines implements AutoCloseable {
    private static final int GZIP_MAGIC = 0x1f;
    private static final int BUFFER = 64 * 1024;

    private final String name;
    private final InputStream in;
    private final MessageDigest digest = sha256();
    private final byte[] buffer = new byte[BUFFER];
    private int position;
    private int limit;
    private long lines;
    private @Nullable Instant last;

    RecordingLines(String name, InputStream raw) throws IOException {
        this.name = name;
        BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
        buffered.mark(1);
        int first = buffered.read();
        buffered.reset();
        try {
            in = first == GZIP_MAGIC ? new GZIPInputStream(buffered, BUFFER) : buffered;
        } catch (EOFException | ZipException e) {
            buffered.close();
            throw broken("is cut off");
        }
    }

    /** A line that could be placed in time. */
    record Line(Instant observedAt, String cluster, WatchLine line) {}

    /** The next line, or null at the end. */
    @Nullable Line next() throws RecordingException {
        byte[] bytes = nextBytes();
        if (bytes == null) {
            return null;
        }
        Recorded recorded = ObjectReader.readRecorded(bytes, 0, bytes.length);
        if (recorded.observedAt() == null
                || recorded.cluster() == null
                || recorded.cluster().isEmpty()) {
            throw broken("has a line that is no recorded event");
        }
        lines++;
        last = recorded.observedAt();
        return new Line(recorded.observedAt(), recorded.cluster(), recorded.line());
    }

    /** SHA-256 of all the text read so far. */
    byte[] digest() {
        return digest.digest();
    }

    /** The next line that is not blank, or null at the end. */
    private byte @Nullable [] nextBytes() throws RecordingException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(512);
        while (fill()) {
            int newline = position;
            while (newline < limit && buffer[newline] != '\n') {
                newline++;
            }
            line.write(buffer, position, newline - position);
            boolean isWhole = newline < limit;
            position = newline + 1;
            if (isWhole && !isBlank(line)) {
                return line.toByteArray();
            }
            if (isWhole) {
                line.reset();
            }
        }
        return isBlank(line) ? null : line.toByteArray();
    }

    private static boolean isBlank(ByteArrayOutputStream line) {
        return line.size() < 3 && line.toString(StandardCharsets.ISO_8859_1).isBlank();
    }

    private boolean fill() throws RecordingException {
        if (position < limit) {
            return true;
        }
        try {
            limit = in.read(buffer);
        } catch (EOFException e) {
            throw broken("is cut off");
        } catch (IOException e) {
            throw broken("is damaged");
        }
        position = 0;
        if (limit > 0) {
            digest.update(buffer, 0, limit);
        }
        return limit > 0;
    }

    private RecordingException broken(String how) {
        String where = last == null ? "before its first event" : "after line " + lines + " (" + last + ")";
        return new RecordingException("the recording " + name + ' ' + how + ' ' + where);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
