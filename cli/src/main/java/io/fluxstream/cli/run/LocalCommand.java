package io.fluxstream.cli.run;

import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.Interrupts;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.watcher.WatchedSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flux-stream local}: everything in one process, on the clusters of a kubeconfig. */
@Command(
        name = "local",
        description = "Runs everything in this process on the clusters of a kubeconfig: Kafka and Temporal too, unless"
                + " they are named.",
        mixinStandardHelpOptions = true)
public final class LocalCommand implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "By default that of $KUBECONFIG, or ~/.kube/config.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "CONTEXT",
            description = "A context to watch, as a cluster of that name; may be given several times. By default the"
                    + " clusters of the configuration, or else the current context.")
    private List<String> contexts = new ArrayList<>();

    @Mixin
    private ServerOptions servers;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Settings settings = servers.settings();
        Plan plan = new Plan(
                servers.data(DataHome.of("local")),
                settings,
                sources(settings),
                false,
                servers.kafka(ServerOptions.KAFKA_PORT),
                servers.temporal(ServerOptions.TEMPORAL_PORT));
        Interrupts.hold();
        try (Pipeline pipeline = Pipeline.start(plan)) {
            if (pipeline.awaitReady()) {
                Banner.print(spec.commandLine().getOut(), pipeline, plan);
                while (!Interrupts.await(BETWEEN_LOOKS)) {
                    pipeline.requireProcessor();
                }
            }
        }
        return ExitCodes.DONE;
    }

    private List<WatchedSource> sources(Settings settings) {
        if (kubeconfig == null && contexts.isEmpty() && !settings.clusters().isEmpty()) {
            return Sources.of(settings.clusters());
        }
        return Sources.contexts(kubeconfig, contexts);
    }
}
