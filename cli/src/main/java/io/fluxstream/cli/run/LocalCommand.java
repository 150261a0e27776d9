package io.fluxstream.cli.run;

import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.Interrupts;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.observe.RoleView;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code flux-stream local}: everything in one process, on the clusters of a kubeconfig. */
@Command(
        name = "local",
        description = "Runs everything in this process on the clusters of a kubeconfig: Kafka and Temporal too, unless"
                + " they are named.",
        mixinStandardHelpOptions = true)
public final class LocalCommand implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    @Mixin
    private SourceOptions chosen;

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
                chosen.sources(settings),
                false,
                servers.kafka(ServerOptions.KAFKA_PORT),
                servers.temporal(ServerOptions.TEMPORAL_PORT));
        Interrupts.hold();
        try (RoleView view = servers.view(settings);
                Pipeline pipeline = Pipeline.start(plan, view)) {
            if (pipeline.awaitReady()) {
                Banner.print(spec.commandLine().getOut(), pipeline, plan, view);
                while (!Interrupts.await(BETWEEN_LOOKS)) {
                    pipeline.requireProcessor();
                }
            }
        }
        return ExitCodes.DONE;
    }
}
