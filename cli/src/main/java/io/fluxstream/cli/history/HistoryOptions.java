package io.fluxstream.cli.history;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.KafkaOptions;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.history.backtest.Range;
import io.fluxstream.history.file.ExportFile;
import io.fluxstream.history.log.History;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.TopicHistory;
import io.fluxstream.history.rerun.CheckpointStarts;
import io.fluxstream.history.rerun.LoggedRuleChanges;
import io.fluxstream.watcher.recording.Recording;
import io.fluxstream.watcher.recording.RecordingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which history, and which part of it. */
public final class HistoryOptions {
    /** The recording that comes with flux-stream, in place of a file. */
    private static final String BUNDLED = "bundled";

    @Option(
            names = "--recording",
            paramLabel = "FILE",
            description = "A recording, or a file that export or simulate wrote; may be given several times."
                    + " \"bundled\" is the one that comes with flux-stream. By default the topics of the broker.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "From when on: 2026-11-21T10:00:00Z, or how long ago, such as 7d. What came before is only"
                    + " read to know how things stood.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Up to when, written likewise.")
    private @Nullable String until;

    @Option(names = "--cluster", paramLabel = "CLUSTER", description = "Only this cluster; may be given several times.")
    private List<String> clusters = new ArrayList<>();

    @Mixin
    private KafkaOptions topics;

    /** Where the records come from. */
    public History history() {
        if (files.isEmpty()) {
            Map<String, String> kafka = topics.kafka().properties();
            return new TopicHistory(
                    kafka,
                    clusters(),
                    new CheckpointStarts(
                            kafka, new LoggedRuleChanges(HistoryOptions::none), range().since(), clusters()));
        }
        return files(files);
    }

    /** The rules are those of the options, whichever the log speaks of. */
    private static RuleSet none(long revision, String hash) throws HistoryException {
        throw new HistoryException("revision " + revision + " of the rules is not asked about");
    }

    /** Recordings and exports, one after another. */
    static History files(List<String> names) {
        return Histories.of(names.stream().map(HistoryOptions::file).toList());
    }

    private static History file(String name) {
        Path file = Path.of(name);
        if (name.equals(BUNDLED) && !Files.exists(file)) {
            return new RecordedHistory(Recording.bundled());
        }
        try {
            return ExportFile.isExport(file) ? ExportFile.of(file) : new RecordedHistory(Recording.of(file));
        } catch (HistoryException | RecordingException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    public Range range() {
        try {
            return new Range(Moment.parse("--since", since), Moment.parse("--until", until));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    public Set<String> clusters() {
        return new LinkedHashSet<>(clusters);
    }
}
