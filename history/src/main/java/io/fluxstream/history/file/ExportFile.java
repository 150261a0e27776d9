package io.fluxstream.history.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.fluxstream.history.log.BatchSink;
import io.fluxstream.history.log.Events;
import io.fluxstream.history.log.History;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.LogRecord;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An export, read block by block. One that is cut off or damaged says how far it could be read. */
public final class ExportFile implements History {
    private final Path file;

    private ExportFile(Path file) {
        this.file = file;
    }

    /** Whether a file begins as exports do. */
    public static boolean isExport(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            BlockHeader.read(in.readNBytes(BlockHeader.BYTES));
            return true;
        } catch (IOException | RuntimeException other) {
            return false;
        }
    }

    /**
     * An export in a file.
     *
     * @throws HistoryException if there is none
     */
    public static ExportFile of(Path file) throws HistoryException {
        if (!Files.isRegularFile(file)) {
            throw new HistoryException("there is no export " + file);
        }
        return new ExportFile(file);
    }

    @Override
    public String name() {
        return file.toString();
    }

    /** Hands over the records as they are, one after another. */
    public void records(Consumer<LogRecord> sink) throws HistoryException {
        blocks((block, fraction) -> {
            block.forEach(sink);
            return true;
        });
    }

    @Override
    public void read(BatchSink sink) throws HistoryException {
        blocks((block, fraction) -> sink.accept(block::decode, fraction));
    }

    private void blocks(Blocks blocks) throws HistoryException {
        Progress progress = new Progress();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 256 * 1024)) {
            double size = Math.max(1, Files.size(file));
            long read = 0;
            boolean more = true;
            boolean began = false;
            while (more) {
                Block block = next(in, progress);
                read += BlockHeader.BYTES + block.compressed.length;
                if (block.header.records() > 0) {
                    more = blocks.accept(block, read / size);
                    progress.passed(block.header);
                } else if (!began) {
                    began = true;
                    requireBeginning(block);
                } else {
                    requireEnd(block, in, progress);
                    return;
                }
            }
        } catch (HistoryException e) {
            throw e;
        } catch (IOException e) {
            throw new HistoryException("the export " + file + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private Block next(InputStream in, Progress progress) throws IOException {
        byte[] bytes = in.readNBytes(BlockHeader.BYTES);
        if (bytes.length < BlockHeader.BYTES) {
            throw progress.broken("is cut off");
        }
        BlockHeader header;
        try {
            header = BlockHeader.read(bytes);
        } catch (IllegalArgumentException notOurs) {
            throw progress.broken("is damaged");
        }
        byte[] compressed = in.readNBytes(header.compressed());
        if (compressed.length < header.compressed()) {
            throw progress.broken("is cut off");
        }
        return new Block(header, compressed, progress.copy());
    }

    private void requireBeginning(Block block) throws HistoryException {
        if (!block.text().strip().equals(Marks.BEGINNING)) {
            throw new HistoryException("the export " + file + " is of another version of flux-stream");
        }
    }

    private static void requireEnd(Block block, InputStream in, Progress progress) throws IOException {
        if (!block.text().strip().equals(Marks.end(progress.records))) {
            throw progress.broken("is damaged: its end does not fit what was read");
        }
        if (in.read() >= 0) {
            throw progress.broken("is damaged: something follows behind its end");
        }
    }

    /** Takes blocks of records. */
    private interface Blocks {
        boolean accept(Block block, double fraction) throws HistoryException;
    }

    /** How far the file was read. */
    private final class Progress {
        private long records;
        private @Nullable Instant last;

        void passed(BlockHeader header) {
            records += header.records();
            last = Instant.ofEpochMilli(header.lastAppended());
        }

        Progress copy() {
            Progress copy = new Progress();
            copy.records = records;
            copy.last = last;
            return copy;
        }

        HistoryException broken(String how) {
            String where = last == null
                    ? "before its first record"
                    : String.format(Locale.ROOT, "after record %,d (appended %s)", records, last);
            return new HistoryException("the export " + file + ' ' + how + ' ' + where);
        }
    }

    /** Some records as they stand in the file, and how far it was read before. */
    private static final class Block {
        private final BlockHeader header;
        private final byte[] compressed;
        private final Progress before;

        Block(BlockHeader header, byte[] compressed, Progress before) {
            this.header = header;
            this.compressed = compressed;
            this.before = before;
        }

        Events decode() throws HistoryException {
            Events.Builder events = new Events.Builder(header.records());
            forEach(events::add);
            return events.build();
        }

        void forEach(Consumer<LogRecord> sink) throws HistoryException {
            byte[] lines = lines();
            int found = 0;
            int start = 0;
            for (int end = LineEnd.from(lines, start); end < lines.length; end = LineEnd.from(lines, start)) {
                sink.accept(read(lines, start, end));
                start = end + 1;
                found++;
            }
            if (start != lines.length || found != header.records()) {
                throw before.broken("is damaged");
            }
        }

        private LogRecord read(byte[] lines, int from, int to) throws HistoryException {
            try {
                return RecordLine.read(lines, from, to);
            } catch (IllegalArgumentException notOurs) {
                throw before.broken("is damaged: there is a line that is no record");
            }
        }

        String text() throws HistoryException {
            return new String(lines(), UTF_8);
        }

        private byte[] lines() throws HistoryException {
            byte[] lines = new byte[header.text()];
            long size;
            try {
                size = Zstd.decompressByteArray(lines, 0, lines.length, compressed, 0, compressed.length);
            } catch (ZstdException damaged) {
                throw before.broken("is damaged");
            }
            if (Zstd.isError(size) || size != lines.length) {
                throw before.broken("is damaged");
            }
            return lines;
        }
    }
}
