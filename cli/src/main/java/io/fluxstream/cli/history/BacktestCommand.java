package io.fluxstream.cli.history;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.Interrupts;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.history.backtest.Backtest;
import io.fluxstream.history.backtest.BacktestListener;
import io.fluxstream.history.backtest.BacktestResult;
import io.fluxstream.history.backtest.Difference;
import io.fluxstream.history.log.History;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.report.Page;
import io.fluxstream.history.report.Timeline;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flux-stream backtest}: what rules would have raised. */
@Command(
        name = "backtest",
        description = "Says what rules would have raised on a history.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  flux-stream backtest --recording bundled",
            "  flux-stream backtest --rules rules.yaml --diff built-in --since 30d",
            "  flux-stream backtest --rules rules.yaml --diff built-in --recording fleet.fluxlog --fail-on 'new>0'"
        })
public final class BacktestCommand implements Callable<Integer> {
    @Option(
            names = "--rules",
            paramLabel = "FILE",
            defaultValue = RuleSource.BUILT_IN,
            description = "The rules to try; \"${DEFAULT-VALUE}\" by default: those that come with flux-stream.")
    private String rules;

    @Option(
            names = "--diff",
            paramLabel = "FILE",
            description = "Rules to compare them with: what only one of both raises, or both at different times."
                    + " \"built-in\" for those that come with flux-stream.")
    private @Nullable String other;

    @Mixin
    private HistoryOptions history;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, or json: the alert events, one a line; with --diff the differences instead.")
    private Output output;

    @Option(
            names = "--fail-on",
            paramLabel = "CONDITION",
            description =
                    "Exit with 1 if it holds, for instance 'new>0', 'perDay>20' or 'alerts:Blocked>5'; may be given"
                            + " several times. Known are alerts, active, perDay, and with --diff new, gone, earlier, later.")
    private List<String> failOn = new ArrayList<>();

    @Option(
            names = "--suggest-for",
            description = "Also say, for each kind, how long a rule would have to wait to keep quiet about failures"
                    + " that heal by themselves.")
    private boolean suggestFor;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "Also write a page that shows every resource's phases over time, and the alerts over them.")
    private @Nullable Path report;

    @Spec
    private CommandSpec spec;

    /** How the result is shown. */
    private enum Output {
        TABLE,
        JSON
    }

    @Override
    public Integer call() {
        List<FailOn> conditions = failOn.stream().map(FailOn::parse).toList();
        for (FailOn condition : conditions) {
            if (condition.measure().needsComparison() && other == null) {
                throw CommandFailure.usage(
                        "--fail-on '" + condition.text() + "' speaks of a comparison; say with what: --diff FILE");
            }
        }
        Backtest backtest = new Backtest(
                RuleSource.load(rules),
                other == null ? null : RuleSource.load(other),
                history.range(),
                history.clusters());
        History log = history.history();
        Interrupts.hold();
        BacktestResult result = run(backtest, log);
        HistoryException broken = result.replayed().broken();
        if (broken != null && result.replayed().records() == 0) {
            throw CommandFailure.no(String.valueOf(broken.getMessage()), broken);
        }
        show(result);
        return verdict(result, conditions);
    }

    private BacktestResult run(Backtest backtest, History log) {
        PrintWriter err = spec.commandLine().getErr();
        List<BacktestListener> listeners = new ArrayList<>();
        if (output == Output.JSON) {
            listeners.add(new Lines());
        }
        Timeline timeline = new Timeline();
        if (report != null) {
            listeners.add(timeline);
        }
        BacktestResult result;
        try (ProgressBar progress = ProgressBar.on(err)) {
            result = backtest.run(log, BacktestListener.all(listeners), progress);
        }
        if (report != null) {
            write(report, timeline, result);
        }
        return result;
    }

    private void write(Path page, Timeline timeline, BacktestResult result) {
        try {
            Page.write(page, timeline, result, rules, other == null ? "" : other);
        } catch (IOException e) {
            throw CommandFailure.usage(page + " cannot be written (" + e + "); name another file");
        }
    }

    private void show(BacktestResult result) {
        PrintWriter out = spec.commandLine().getOut();
        if (output == Output.TABLE) {
            BacktestTable.of(result, suggestFor).forEach(out::println);
        }
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        result.allRemarks().forEach(remark -> err.println(spec.qualifiedName() + ": " + remark));
    }

    /** What is not the whole history, or fails a condition, is no. */
    private int verdict(BacktestResult result, List<FailOn> conditions) {
        boolean failed = false;
        for (FailOn condition : conditions) {
            if (condition.holds(result)) {
                failed = true;
                spec.commandLine().getErr().println(spec.qualifiedName() + ": failed on " + condition.said(result));
            }
        }
        return failed || !result.replayed().isComplete() ? ExitCodes.NO : ExitCodes.DONE;
    }

    /** Shows what is found when it is found. */
    private final class Lines implements BacktestListener {
        private final PrintWriter out = spec.commandLine().getOut();

        @Override
        public void alert(FluxAlert alert) {
            if (other == null) {
                out.println(new String(Topics.ALERTS.codec().encode(alert), StandardCharsets.UTF_8));
            }
        }

        @Override
        public void difference(Difference difference) {
            out.println(Differences.json(difference));
        }
    }
}
