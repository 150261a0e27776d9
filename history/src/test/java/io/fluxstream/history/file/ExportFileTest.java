package io.fluxstream.history.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import io.fluxstream.history.log.Events;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.LogRecord;
import io.fluxstream.history.simulate.Profile;
import io.fluxstream.history.simulate.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFileTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:03:29.299Z");
    private static final List<LogRecord> RECORDS = records();

    @TempDir
    Path directory;

    private static List<LogRecord> records() {
        List<LogRecord> records = new ArrayList<>();
        new Simulation(1, 2, 20, Simulation.START, Duration.ofMinutes(70), Simulation.HEARTBEAT, Profile.STORMY)
                .log(12)
                .forEachRemaining(records::add);
        return records;
    }

    @Test
    void givesBackWhatWasWritten() throws IOException {
        List<LogRecord> read = new ArrayList<>();
        ExportFile.of(written(RECORDS)).records(read::add);
        assertSame(read, RECORDS);
    }

    @Test
    void keepsWhatNobodyCanRead() throws IOException {
        List<LogRecord> odd = List.of(
                new LogRecord(0, 0, AT, bytes("ottawa"), bytes("not JSON")),
                new LogRecord(1, 1, AT, bytes("otta\"wa/ö"), null),
                new LogRecord(2, 2, AT, null, bytes("{\"type\":\"LATER\"}")),
                new LogRecord(3, 3, AT, bytes("a\\b"), bytes("{\"type\":\n\"LATER\"}")),
                new LogRecord(4, 4, AT, new byte[0], new byte[] {(byte) 0xFF, 0, '\n'}),
                new LogRecord(5, 5, AT, bytes("null"), new byte[0]));
        List<LogRecord> read = new ArrayList<>();
        ExportFile.of(written(odd)).records(read::add);
        assertSame(read, odd);
    }

    @Test
    void aBatchCountsWhatTheProcessorWouldNotTake() throws IOException {
        List<LogRecord> some = new ArrayList<>(RECORDS.subList(0, 10));
        some.add(new LogRecord(0, 10, AT, bytes("ottawa"), bytes("not JSON")));
        List<Events> read = new ArrayList<>();
        ExportFile.of(written(some)).read((batch, fraction) -> read.add(batch.decode()));
        assertThat(read).singleElement().satisfies(events -> {
            assertThat(events.events()).hasSize(10);
            assertThat(events.leftOut()).isEqualTo(1);
        });
    }

    @Test
    void everyZstdToolCanReadIt() throws IOException {
        try (ZstdInputStream in = new ZstdInputStream(Files.newInputStream(written(RECORDS.subList(0, 3))))) {
            assertThat(new String(in.readAllBytes(), UTF_8).lines())
                    .hasSize(5)
                    .first()
                    .isEqualTo("{\"export\":\"flux-stream\",\"version\":1,\"topic\":\"flux-status\"}");
        }
    }

    @Test
    void anExportWithoutRecordsIsWhole() throws IOException {
        List<LogRecord> read = new ArrayList<>();
        ExportFile.of(written(List.of())).records(read::add);
        assertThat(read).isEmpty();
    }

    @Test
    void whereverItIsCutOffItSaysHowFarItWasRead() throws IOException {
        byte[] whole = Files.readAllBytes(written(RECORDS));
        for (int length = 0; length < whole.length; length += 1 + whole.length / 60) {
            Path cut = directory.resolve("cut");
            Files.write(cut, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ExportFile.of(cut).records(record -> {}))
                    .isInstanceOf(HistoryException.class)
                    .hasMessageMatching("the export .*cut is cut off (before its first record|after record [\\d,]+"
                            + " \\(appended 2026-06-01T.*Z\\))");
        }
    }

    @Test
    void whereverItIsDamagedItSaysHowFarItWasRead() throws IOException {
        byte[] whole = Files.readAllBytes(written(RECORDS));
        for (int at = 0; at < whole.length; at += 1 + whole.length / 60) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Path file = directory.resolve("damaged");
            Files.write(file, damaged);
            List<LogRecord> read = new ArrayList<>();
            assertThatThrownBy(() -> ExportFile.of(file).records(read::add))
                    .as("byte %s", at)
                    .isInstanceOf(HistoryException.class)
                    .hasMessageMatching("the export .*damaged is .*");
            assertSame(read, RECORDS.subList(0, read.size()));
        }
    }

    @Test
    void whatWasNotFinishedIsNotThere() throws IOException {
        Path file = directory.resolve("unfinished");
        try (ExportWriter writer = ExportWriter.create(file)) {
            writer.write(RECORDS.get(0));
        }
        assertThat(directory).isEmptyDirectory();
    }

    private Path written(List<LogRecord> records) throws IOException {
        Path file = directory.resolve("export");
        try (ExportWriter writer = ExportWriter.create(file)) {
            for (LogRecord record : records) {
                writer.write(record);
            }
            writer.finish();
        }
        return file;
    }

    private static void assertSame(List<LogRecord> read, List<LogRecord> expected) {
        assertThat(read.stream().map(ExportFileTest::text).toList())
                .isEqualTo(expected.stream().map(ExportFileTest::text).toList());
    }

    private static String text(LogRecord record) {
        return record.partition() + "/" + record.offset() + " " + record.appendedAt() + " " + text(record.key()) + " "
                + text(record.value());
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "-" : '"' + new String(bytes, ISO_8859_1) + '"';
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
