package io.fluxstream.cli.history;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.Interrupts;
import io.fluxstream.cli.KafkaOptions;
import io.fluxstream.cli.ask.Table;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.verify.Mismatch;
import io.fluxstream.history.verify.Verification;
import io.fluxstream.history.verify.Verified;
import io.fluxstream.history.verify.VerifiedCluster;
import io.fluxstream.processor.ProcessorConfig;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flux-stream verify}: whether what was raised is what the log says. */
@Command(
        name = "verify",
        description =
                "Judges flux-status again and compares what follows with flux-alerts and flux-transitions, byte for byte.",
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
    private static final int SHOWN = 10;

    @Mixin
    private KafkaOptions topics;

    @Option(names = "--cluster", paramLabel = "CLUSTER", description = "Only this cluster; may be given several times.")
    private List<String> clusters = new ArrayList<>();

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            defaultValue = RuleSource.BUILT_IN,
            description = "The rules that the processor had where they are not in flux-rules; \"${DEFAULT-VALUE}\" by"
                    + " default.")
    private String rules;

    @Option(
            names = "--application-id",
            paramLabel = "NAME",
            defaultValue = ProcessorConfig.DEFAULT_APPLICATION_ID,
            description = "The processor's; ${DEFAULT-VALUE} by default.")
    private String applicationId;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RuleSet unrecorded = RuleSource.load(rules);
        Interrupts.hold();
        try {
            Map<String, String> kafka = topics.kafka().properties();
            Verification verification = new Verification(
                    kafka, applicationId, LoggedRules.read(kafka, unrecorded), new LinkedHashSet<>(clusters));
            Verified verified = run(verification);
            show(verified);
            return verified.isIdentical() ? ExitCodes.DONE : ExitCodes.NO;
        } catch (HistoryException e) {
            throw CommandFailure.no(String.valueOf(e.getMessage()), e);
        }
    }

    private Verified run(Verification verification) throws HistoryException {
        try (ProgressBar progress = ProgressBar.on(spec.commandLine().getErr())) {
            return verification.run(progress);
        }
    }

    private void show(Verified verified) {
        PrintWriter out = spec.commandLine().getOut();
        Table table = new Table("CLUSTER", "FROM", "RECORDS", "ALERTS", "TRANSITIONS", "RESULT");
        for (VerifiedCluster cluster : verified.clusters()) {
            Instant from = cluster.from();
            table.row(
                    cluster.cluster(),
                    cluster.records() == 0 ? "-" : from == null ? "its beginning" : from.toString(),
                    Long.toString(cluster.records()),
                    Long.toString(cluster.alerts()),
                    Long.toString(cluster.transitions()),
                    result(cluster, verified.stopped()));
        }
        table.lines(true).forEach(out::println);
        showMismatches(verified, out);
        out.flush();
        PrintWriter err = spec.commandLine().getErr();
        for (VerifiedCluster cluster : verified.clusters()) {
            cluster.notVerifiable()
                    .forEach(reason -> err.println(
                            spec.qualifiedName() + ": not verifiable of " + cluster.cluster() + ": " + reason));
        }
        if (verified.stopped()) {
            err.println(spec.qualifiedName() + ": interrupted before everything was compared");
        } else if (verified.clusters().isEmpty()) {
            err.println(spec.qualifiedName() + ": there is nothing to compare: " + applicationId
                    + " has committed nothing of flux-status; is that its name, and does it run there?");
        }
    }

    private static String result(VerifiedCluster cluster, boolean stopped) {
        return switch (cluster.result()) {
            case DIFFERENT -> "different";
            case NOT_VERIFIABLE -> stopped ? "not begun" : "not verifiable";
            case IDENTICAL -> stopped ? "identical so far" : "identical";
        };
    }

    private static void showMismatches(Verified verified, PrintWriter out) {
        List<Mismatch> mismatches = verified.clusters().stream()
                .flatMap(cluster -> cluster.mismatches().stream())
                .toList();
        mismatches.stream().limit(SHOWN).forEach(mismatch -> out.println(mismatch.said()));
        if (mismatches.size() > SHOWN) {
            out.println("... and " + (mismatches.size() - SHOWN) + " more");
        }
    }
}
