package io.fluxstream.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.domain.engine.Effect.CheckpointDue;
import io.fluxstream.domain.engine.MemoryRow;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Everything an engine remembered of a cluster after one of its records: from here a replay can go on, as by
 * {@link io.fluxstream.domain.engine.ClusterEngine#restore}.
 *
 * @param due what the engine said of it
 * @param partition of flux-status that held the record
 * @param offset of the record in that partition
 */
public record Checkpoint(CheckpointDue due, int partition, long offset, List<MemoryRow> rows) {
    /** No value of flux-checkpoints is larger, in bytes. */
    public static final int MAX_CHUNK = 512 * 1_024;

    /** What remains for data when everything else of a chunk has its place; three bytes of it are four characters. */
    private static final int DATA_BYTES = (MAX_CHUNK - 8 * 1_024) / 4 * 3;

    public Checkpoint {
        rows = List.copyOf(rows);
    }

    public String cluster() {
        return due.cluster();
    }

    /** Its parts, each of which fits into a record. */
    public List<CheckpointChunk> chunks() {
        byte[] packed = packed(rows);
        int chunks = Math.max(1, (packed.length + DATA_BYTES - 1) / DATA_BYTES);
        List<CheckpointChunk> all = new ArrayList<>(chunks);
        for (int i = 0; i < chunks; i++) {
            int from = i * DATA_BYTES;
            int to = Math.min(packed.length, from + DATA_BYTES);
            byte[] part = Arrays.copyOfRange(packed, from, to);
            all.add(new CheckpointChunk(
                    due.cluster(),
                    due.record(),
                    due.at(),
                    due.revision(),
                    due.hash(),
                    due.session(),
                    due.kind(),
                    due.snapshot(),
                    partition,
                    offset,
                    i,
                    chunks,
                    Base64.getEncoder().encodeToString(part)));
        }
        return all;
    }

    /** Puts chunks together again, in the order in which they are read; a checkpoint that is not whole is left out. */
    public static final class Assembly {
        private final Map<String, List<CheckpointChunk>> begun = new HashMap<>();

        /**
         * Takes the next chunk, and gives the checkpoint that it completes.
         *
         * @throws IllegalArgumentException if the data cannot be unpacked
         */
        public Optional<Checkpoint> add(CheckpointChunk chunk) {
            List<CheckpointChunk> parts = begun.computeIfAbsent(chunk.cluster(), cluster -> new ArrayList<>());
            if (!follows(parts, chunk)) {
                parts.clear();
                if (chunk.chunk() > 0) {
                    return Optional.empty();
                }
            }
            parts.add(chunk);
            if (parts.size() < chunk.chunks()) {
                return Optional.empty();
            }
            begun.remove(chunk.cluster());
            return Optional.of(assembled(parts));
        }

        private static boolean follows(List<CheckpointChunk> parts, CheckpointChunk chunk) {
            if (parts.isEmpty()) {
                return chunk.chunk() == 0;
            }
            CheckpointChunk last = parts.get(parts.size() - 1);
            return last.record() == chunk.record()
                    && last.chunks() == chunk.chunks()
                    && last.chunk() + 1 == chunk.chunk();
        }

        private static Checkpoint assembled(List<CheckpointChunk> parts) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            for (CheckpointChunk part : parts) {
                packed.writeBytes(Base64.getDecoder().decode(part.data()));
            }
            CheckpointChunk any = parts.get(0);
            return new Checkpoint(
                    new CheckpointDue(
                            any.cluster(),
                            any.record(),
                            any.at(),
                            any.revision(),
                            any.hash(),
                            any.session(),
                            any.kind(),
                            any.snapshot()),
                    any.partition(),
                    any.offset(),
                    unpacked(packed.toByteArray()));
        }
    }

    private static byte[] packed(List<MemoryRow> rows) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(packed))) {
            for (MemoryRow row : rows) {
                byte[] bytes = row.bytes();
                if (bytes != null) {
                    write(row.key().getBytes(UTF_8), out);
                    write(bytes, out);
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return packed.toByteArray();
    }

    private static void write(byte[] bytes, DataOutputStream out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static List<MemoryRow> unpacked(byte[] packed) {
        List<MemoryRow> rows = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(packed)))) {
            byte @Nullable [] key = read(in);
            while (key != null) {
                byte[] bytes = read(in);
                if (bytes == null) {
                    throw new EOFException("a row has no value");
                }
                rows.add(new MemoryRow(new String(key, UTF_8), bytes));
                key = read(in);
            }
        } catch (IOException damaged) {
            throw new IllegalArgumentException("a checkpoint is damaged: " + damaged.getMessage(), damaged);
        }
        return rows;
    }

    private static byte @Nullable [] read(DataInputStream in) throws IOException {
        int first = in.read();
        if (first < 0) {
            return null;
        }
        int length = first << 24 | in.readUnsignedByte() << 16 | in.readUnsignedByte() << 8 | in.readUnsignedByte();
        if (length < 0) {
            throw new IOException("a length is negative");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("it ends in the midst of a row");
        }
        return bytes;
    }
}
