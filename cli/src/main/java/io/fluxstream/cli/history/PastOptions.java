package io.fluxstream.cli.history;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.SettingsOptions;
import io.fluxstream.cli.config.KafkaSettings;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.history.log.History;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.TopicHistory;
import io.fluxstream.history.past.Past;
import io.fluxstream.history.past.Standing;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** That a question is about the past, and where that is kept. */
public final class PastOptions {
    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Answer from the log what was so then: 2026-11-21T10:00:00Z, or how long ago, such as 2h.")
    private @Nullable String at;

    @Option(
            names = "--diff-at",
            arity = "2",
            paramLabel = "TIME",
            description = "Answer from the log what changed between two times.")
    private List<String> diffAt = new ArrayList<>();

    @Option(
            names = "--recording",
            paramLabel = "FILE",
            description = "With --at or --diff-at: ask a recording or an export, not the topics.")
    private List<String> files = new ArrayList<>();

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description =
                    "With --at or --diff-at: the Kafka broker; by default that of the configuration, or 127.0.0.1:9092.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            defaultValue = RuleSource.BUILT_IN,
            description = "With --at or --diff-at: the rules that were in force; \"${DEFAULT-VALUE}\" by default.")
    private String rules;

    /** Whether the past is asked about. */
    public boolean isAsked() {
        if (at != null && !diffAt.isEmpty()) {
            throw CommandFailure.usage("--at and --diff-at are two questions; leave one out");
        }
        boolean asked = at != null || !diffAt.isEmpty();
        if (!asked && (!files.isEmpty() || bootstrapServers != null)) {
            throw CommandFailure.usage("--recording and --bootstrap-servers are asked about the past; add --at TIME");
        }
        return asked;
    }

    /** How things stood: at one instant, or at two to compare. */
    public List<Standing> standings(Settings settings, List<String> clusters, PrintWriter err) {
        List<Instant> instants = at != null
                ? List.of(Moment.require("--at", at))
                : diffAt.stream().map(text -> Moment.require("--diff-at", text)).toList();
        History history = history(settings, Set.copyOf(clusters));
        try (ProgressBar progress = ProgressBar.on(err)) {
            return new Past(RuleSource.load(rules), Set.copyOf(clusters)).at(history, instants, progress);
        } catch (HistoryException e) {
            throw CommandFailure.no(String.valueOf(e.getMessage()), e);
        } finally {
            history.remarks().forEach(err::println);
        }
    }

    private History history(Settings settings, Set<String> clusters) {
        if (!files.isEmpty()) {
            return HistoryOptions.files(files);
        }
        KafkaSettings kafka = bootstrapServers == null
                ? settings.kafka()
                : settings.kafka()
                        .withBootstrapServers(SettingsOptions.addresses("--bootstrap-servers", bootstrapServers));
        return new TopicHistory(kafka.properties(), clusters);
    }
}
