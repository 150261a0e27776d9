package io.fluxstream.cli.history;

import io.fluxstream.cli.BootstrapOption;
import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.history.log.History;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.TopicHistory;
import io.fluxstream.history.past.LoggedAlerts;
import io.fluxstream.history.past.Past;
import io.fluxstream.history.past.Standing;
import io.fluxstream.history.rerun.CheckpointStarts;
import io.fluxstream.history.rerun.LoggedRuleChanges;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private BootstrapOption broker;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            defaultValue = RuleSource.BUILT_IN,
            description = "With --at or --diff-at: the rules that were in force where the log does not say which;"
                    + " \"${DEFAULT-VALUE}\" by default.")
    private String rules;

    /** Whether the past is asked about. */
    public boolean isAsked() {
        if (at != null && !diffAt.isEmpty()) {
            throw CommandFailure.usage("--at and --diff-at are two questions; leave one out");
        }
        boolean asked = at != null || !diffAt.isEmpty();
        if (!asked && (!files.isEmpty() || broker.isGiven())) {
            throw CommandFailure.usage("--recording and --bootstrap-servers are asked about the past; add --at TIME");
        }
        return asked;
    }

    /** How things stood: at one instant, or at two to compare. */
    public List<Standing> standings(Settings settings, List<String> clusters, PrintWriter err) {
        List<Instant> instants = at != null
                ? List.of(Moment.require("--at", at))
                : diffAt.stream().map(text -> Moment.require("--diff-at", text)).toList();
        Set<String> wanted = Set.copyOf(clusters);
        RuleSet given = RuleSource.load(rules);
        try {
            return files.isEmpty()
                    ? ofTopics(broker.over(settings.kafka()).properties(), given, wanted, instants, err)
                    : standings(Past.under(given, wanted), HistoryOptions.files(files), instants, err);
        } catch (HistoryException e) {
            throw CommandFailure.no(String.valueOf(e.getMessage()), e);
        }
    }

    private static List<Standing> ofTopics(
            Map<String, String> kafka, RuleSet given, Set<String> clusters, List<Instant> instants, PrintWriter err)
            throws HistoryException {
        LoggedRuleChanges changes = new LoggedRuleChanges(LoggedRules.read(kafka, given));
        Instant first = instants.stream().min(Comparator.naturalOrder()).orElseThrow();
        TopicHistory history = new TopicHistory(kafka, clusters, new CheckpointStarts(kafka, changes, first, clusters));
        Past past = new Past(changes, given, new LoggedAlerts(kafka), clusters);
        return standings(past, history, instants, err);
    }

    private static List<Standing> standings(Past past, History history, List<Instant> instants, PrintWriter err)
            throws HistoryException {
        try (ProgressBar progress = ProgressBar.on(err)) {
            return past.at(history, instants, progress);
        } finally {
            history.remarks().forEach(err::println);
        }
    }
}
