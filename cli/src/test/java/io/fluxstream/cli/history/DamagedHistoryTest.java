package io.fluxstream.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.FluxStream;
import io.fluxstream.watcher.recording.Recording;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A past of which a part is missing is never passed off as the whole. */
class DamagedHistoryTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @Test
    void aRecordingThatIsCutOffIsNotOpenedAndSaysHowFarItCouldBeRead() throws IOException {
        byte[] whole = recording();
        Path file = Files.write(directory.resolve("cut.ndjson.gz"), Arrays.copyOf(whole, whole.length * 2 / 3));

        assertThat(run("backtest", "--recording", file.toString())).isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .matches("flux-stream backtest: the recording " + file + " .* after line \\d+ \\(.*\\).*");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aRecordingThatIsDamagedIsNotOpenedAndSaysHowFarItCouldBeRead() throws IOException {
        byte[] damaged = recording();
        for (int i = damaged.length / 2; i < damaged.length / 2 + 32; i++) {
            damaged[i] ^= 0x55;
        }
        Path file = Files.write(directory.resolve("damaged.ndjson.gz"), damaged);

        assertThat(run("get", "ks", "--at", "2026-11-21T10:05:00Z", "--recording", file.toString()))
                .isEqualTo(ExitCodes.USAGE);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("flux-stream get: the recording " + file + " ")
                .contains(" line ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void thePastOfAnExportThatIsCutOffIsNoAnswer() throws IOException {
        Path file = directory.resolve("fleet.fluxlog");
        run("simulate", "--clusters", "1", "--resources", "20", "--for", "12h", file.toString());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length * 3 / 4));
        err.getBuffer().setLength(0);

        assertThat(run("get", "ks", "--at", "2099-01-01", "--recording", file.toString()))
                .isEqualTo(ExitCodes.NO);
        assertThat(err.toString()).containsPattern("the export .* is cut off after record [\\d,]+ \\(appended ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aTimeOfWhichThereAreNoRecordsIsSaid() {
        assertThat(run("backtest", "--recording", "bundled", "--since", "2027-01-01"))
                .isEqualTo(ExitCodes.DONE);
        assertThat(err.toString())
                .contains("there is no record in the time asked about")
                .contains("2026-11-21T09:57:35", "2026-11-21T10:17:28");
    }

    private static byte[] recording() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Recording.class.getResourceAsStream("/recordings/ottawa.ndjson.gz"))) {
            return in.readAllBytes();
        }
    }

    private int run(String... arguments) {
        return FluxStream.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    }
}
