package io.fluxstream.benchmarks;

import io.fluxstream.benchmarks.PlayedCluster.Kind;
import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.ask.TemporalFleet;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.schemas.workflow.AlertView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * From a status patch accepted by an API server to the alert in the answer of the workflow flux-alerts.
 *
 * <p>A pipeline must be watching the context under its name. A Kustomization that is Ready fails, the workflow is asked until
 * it answers with the ReadyLost alert, the Kustomization recovers, the workflow is asked until the alert is gone; after a pause
 * the next one fails.
 */
@Command(name = "AlertLatency", mixinStandardHelpOptions = true, showDefaultValues = true)
final class AlertLatency implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(2);
    private static final int MOST_UNANSWERED = 3;
    private static final String RULE = "ReadyLost";

    @Option(names = "--kubeconfig", required = true, description = "Of a user who may write Kustomizations.")
    private Path kubeconfig = Path.of("");

    @Option(names = "--context", required = true)
    private String context = "";

    @Option(names = "--temporal", paramLabel = "HOST:PORT")
    private String temporal = "127.0.0.1:7233";

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "The pipeline's Kafka, to say also when a change passed which topic.")
    private @Nullable String bootstrapServers;

    @Option(names = "--changes", description = "How many failures are measured.")
    private int changes = 200;

    @Option(names = "--warm-up", description = "How many come before, unmeasured.")
    private int warmUp = 20;

    @Option(names = "--resources", description = "How many Kustomizations take turns.")
    private int resources = 20;

    @Option(
            names = "--pause",
            paramLabel = "MS",
            description = "At least this long, and up to twice as long, from a recovery's arrival to the next failure:"
                    + " closer ones share a signal.")
    private int pauseMillis = 400;

    private final Random random = new Random(7);
    private final Set<String> seen = new HashSet<>();
    private final Distribution sent = new Distribution("ms");
    private final Distribution accepted = new Distribution("ms");
    private final Distribution questions = new Distribution("ms");
    private final Distribution recovered = new Distribution("ms");
    private final List<Round> rounds = new ArrayList<>();

    /** A failure that reached the answer; times in milliseconds of the epoch. */
    private record Round(String resource, String resourceVersion, String alert, long accepted, long answered) {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new AlertLatency()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        Report.machine("AlertLatency");
        Settings settings = Settings.DEFAULT;
        try (PlayedCluster cluster = PlayedCluster.of(kubeconfig, context);
                TemporalFleet fleet = TemporalFleet.at(settings.temporal().withAddress(temporal))) {
            // What an interrupted run left failing would be waited for in vain.
            cluster.clear();
            for (int i = 0; i < resources; i++) {
                cluster.put(Kind.KUSTOMIZATION, name(i));
            }
            await(fleet, active -> active.stream().noneMatch(this::isOurs), null);
            StageLog stages = bootstrapServers == null ? null : StageLog.start(bootstrapServers);
            for (int i = 0; i < warmUp + changes; i++) {
                TimeUnit.MILLISECONDS.sleep(pauseMillis + random.nextInt(pauseMillis + 1));
                round(cluster, fleet, name(i % resources), i >= warmUp);
                if (i % 50 == 49) {
                    Report.progress("%s", accepted.line((i + 1) + " of " + (warmUp + changes)));
                }
            }
            report(stages);
            cluster.clear();
        }
        return 0;
    }

    private static String name(int i) {
        return "latency-" + i;
    }

    private void round(PlayedCluster cluster, TemporalFleet fleet, String name, boolean isMeasured)
            throws InterruptedException {
        String key = cluster.key(Kind.KUSTOMIZATION, name);
        long begun = System.nanoTime();
        String version = cluster.patchReady(
                Kind.KUSTOMIZATION, name, "False", "BuildFailed", "kustomize build failed: accumulating resources");
        long acceptedAt = System.nanoTime();
        long acceptedOnClock = System.currentTimeMillis();
        FluxAlert alert = Objects.requireNonNull(firing(
                await(fleet, active -> firing(active, key) != null, isMeasured ? questions : null), key));
        long answeredAt = System.nanoTime();
        seen.add(alert.id());
        if (isMeasured) {
            sent.addNanos(answeredAt - begun);
            accepted.addNanos(answeredAt - acceptedAt);
            rounds.add(new Round(key, version, alert.id(), acceptedOnClock, System.currentTimeMillis()));
        }
        cluster.patchReady(Kind.KUSTOMIZATION, name, "True", "ReconciliationSucceeded", "Applied revision");
        long mended = System.nanoTime();
        await(
                fleet,
                active -> active.stream().noneMatch(view -> view.last().id().equals(alert.id())),
                null);
        if (isMeasured) {
            recovered.addNanos(System.nanoTime() - mended);
        }
    }

    private @Nullable FluxAlert firing(List<AlertView> active, String key) {
        return active.stream()
                .map(AlertView::last)
                .filter(alert -> alert.rule().equals(RULE))
                .filter(alert -> alert.resource().toString().equals(key) && !seen.contains(alert.id()))
                .findFirst()
                .orElse(null);
    }

    private boolean isOurs(AlertView view) {
        return view.last().resource().cluster().equals(context)
                && view.last().resource().namespace().equals(PlayedCluster.NAMESPACE);
    }

    private static List<AlertView> await(
            TemporalFleet fleet, Predicate<List<AlertView>> condition, @Nullable Distribution each)
            throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            long asked = System.nanoTime();
            List<AlertView> active = ask(fleet);
            if (each != null) {
                each.addNanos(System.nanoTime() - asked);
            }
            if (condition.test(active)) {
                return active;
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "the workflow flux-alerts did not come to it within " + PATIENCE.toSeconds()
                                + " s; is a pipeline watching the context under its name? It answers " + active);
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_QUESTIONS.toMillis());
        }
    }

    /** A server that has no answer in time counts as one that does not know yet: somebody who asks would ask again. */
    private static List<AlertView> ask(TemporalFleet fleet) {
        for (int unanswered = 0; ; unanswered++) {
            try {
                return fleet.activeAlerts();
            } catch (CommandFailure noAnswer) {
                Report.progress("%s", String.valueOf(noAnswer.getMessage()));
                if (unanswered == MOST_UNANSWERED) {
                    throw noAnswer;
                }
            }
        }
    }

    private void report(@Nullable StageLog stages) throws InterruptedException {
        Report.line(accepted, "patch accepted -> alert answered");
        Report.line(sent, "patch sent -> alert answered");
        Report.line(recovered, "recovery accepted -> alert gone from the answer");
        Report.line(questions, "one question to the workflow");
        if (stages != null) {
            // The last records may still be on their way to this reader; the workflow had them before.
            TimeUnit.SECONDS.sleep(2);
            stages(stages);
            stages.close();
        }
    }

    private void stages(StageLog log) {
        Distribution observed = new Distribution("ms");
        Distribution appended = new Distribution("ms");
        Distribution judged = new Distribution("ms");
        Distribution committed = new Distribution("ms");
        Distribution answered = new Distribution("ms");
        for (Round round : rounds) {
            StageLog.Status status = log.status(round.resource(), round.resourceVersion());
            StageLog.Alert alert = log.alert(round.alert());
            if (status != null && alert != null) {
                observed.add((double) (status.observed() - round.accepted()));
                appended.add((double) (status.appended() - status.observed()));
                judged.add((double) (alert.appended() - status.appended()));
                committed.add((double) (alert.visible() - alert.appended()));
                answered.add((double) (round.answered() - alert.visible()));
            }
        }
        Report.line("of which (whole milliseconds, one clock):");
        Report.line(observed, "  patch accepted -> watcher has the event");
        Report.line(appended, "  watcher has it -> in flux-status");
        Report.line(judged, "  in flux-status -> in flux-alerts, uncommitted");
        Report.line(committed, "  in flux-alerts -> committed and read");
        Report.line(answered, "  committed and read -> answered by the workflow");
    }
}
