package io.fluxstream.history.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.luben.zstd.ZstdCompressCtx;
import io.fluxstream.history.log.LogRecord;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes an export. The file appears under its name once it is whole, and not before. */
public final class ExportWriter implements AutoCloseable {
    private static final int BLOCK = 512 * 1024;
    private static final int LEVEL = 3;

    private final Path file;
    private final Path unfinished;
    private final OutputStream out;
    private final ZstdCompressCtx zstd = new ZstdCompressCtx();
    private final ByteArrayOutputStream block = new ByteArrayOutputStream(BLOCK + 8 * 1024);
    private int inBlock;
    private long lastAppended;
    private long records;
    private boolean finished;

    private ExportWriter(Path file, Path unfinished) throws IOException {
        this.file = file;
        this.unfinished = unfinished;
        out = new BufferedOutputStream(Files.newOutputStream(unfinished), 256 * 1024);
        zstd.setLevel(LEVEL).setChecksum(true).setContentSize(true);
    }

    /** Begins an export; an older file of that name stays until this one is whole. */
    public static ExportWriter create(Path file) throws IOException {
        ExportWriter writer = new ExportWriter(file, Path.of(file + ".part"));
        writer.line(Marks.BEGINNING);
        writer.endBlock();
        return writer;
    }

    /** Writes a record as it came. */
    public void write(LogRecord record) throws IOException {
        write(record, RecordLine.isJson(record.value()));
    }

    /** Writes a record whose value is known to be JSON of flux-status in one line. */
    public void writeJson(LogRecord record) throws IOException {
        write(record, true);
    }

    private void write(LogRecord record, boolean isJson) throws IOException {
        RecordLine.write(record, isJson, block);
        block.write('\n');
        inBlock++;
        records++;
        lastAppended = record.appendedAt().toEpochMilli();
        if (block.size() >= BLOCK) {
            endBlock();
        }
    }

    /** Records written so far. */
    public long records() {
        return records;
    }

    private void line(String text) {
        block.writeBytes(text.getBytes(UTF_8));
        block.write('\n');
    }

    private void endBlock() throws IOException {
        if (block.size() > 0) {
            byte[] compressed = zstd.compress(block.toByteArray());
            out.write(
                    new BlockHeader(compressed.length, block.size(), inBlock, inBlock == 0 ? 0 : lastAppended).bytes());
            out.write(compressed);
            block.reset();
            inBlock = 0;
        }
    }

    /** Writes the end marker and gives the file its name. */
    public void finish() throws IOException {
        endBlock();
        line(Marks.end(records));
        endBlock();
        out.close();
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        finished = true;
    }

    /** Throws away what was not finished. */
    @Override
    public void close() throws IOException {
        zstd.close();
        if (!finished) {
            out.close();
            Files.deleteIfExists(unfinished);
        }
    }
}
