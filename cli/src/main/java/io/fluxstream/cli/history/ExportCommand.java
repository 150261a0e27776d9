package io.fluxstream.cli.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.Interrupts;
import io.fluxstream.cli.KafkaOptions;
import io.fluxstream.history.backtest.Range;
import io.fluxstream.history.file.ExportWriter;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.LogRecord;
import io.fluxstream.history.log.TopicHistory;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flux-stream export}: topics into a file. */
@Command(
        name = "export",
        description = "Writes flux-status into a file that backtest reads anywhere.",
        mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The file to write; it appears once it is whole.")
    private Path file;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only what was appended from then on: 2026-11-21T10:00:00Z, or how long ago, such as 7d.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only what was appended before.")
    private @Nullable String until;

    @Option(names = "--cluster", paramLabel = "CLUSTER", description = "Only this cluster; may be given several times.")
    private List<String> clusters = new ArrayList<>();

    @Mixin
    private KafkaOptions topics;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Range range = new Range(Moment.parse("--since", since), Moment.parse("--until", until));
        TopicHistory history = new TopicHistory(topics.kafka().properties(), new LinkedHashSet<>(clusters));
        Interrupts.hold();
        try {
            long written = write(history, range);
            PrintWriter err = spec.commandLine().getErr();
            history.remarks().forEach(remark -> err.println(spec.qualifiedName() + ": " + remark));
            err.println(written + " records exported to " + file);
            return written == 0 ? ExitCodes.NO : ExitCodes.DONE;
        } catch (HistoryException e) {
            throw CommandFailure.no(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw CommandFailure.usage(file + " cannot be written (" + e + "); name another file");
        }
    }

    private long write(TopicHistory history, Range range) throws IOException {
        try (ProgressBar progress = ProgressBar.on(spec.commandLine().getErr());
                ExportWriter writer = ExportWriter.create(file)) {
            history.records((record, fraction) -> {
                if (isWanted(record) && range.contains(record.appendedAt())) {
                    writer.write(record);
                }
                progress.told(writer.records(), fraction);
                return !Interrupts.arrived();
            });
            if (Interrupts.arrived()) {
                throw CommandFailure.no("interrupted; " + file + " was not written");
            }
            writer.finish();
            return writer.records();
        }
    }

    private boolean isWanted(LogRecord record) {
        if (clusters.isEmpty()) {
            return true;
        }
        byte[] key = record.key();
        String text = key == null ? "" : new String(key, UTF_8);
        int slash = text.indexOf('/');
        return Set.copyOf(clusters).contains(slash < 0 ? text : text.substring(0, slash));
    }
}
