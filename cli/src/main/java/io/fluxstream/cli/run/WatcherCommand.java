package io.fluxstream.cli.run;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.observe.RoleView;
import io.fluxstream.watcher.WatchedSource;
import io.fluxstream.watcher.Watcher;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code flux-stream watcher}: clusters to flux-status. */
@Command(
        name = "watcher",
        description = "Watches clusters and publishes what it sees to flux-status.",
        mixinStandardHelpOptions = true)
public final class WatcherCommand implements Callable<Integer> {
    @Mixin
    private RoleOptions role;

    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description =
                    "Watch every context of this file instead of the clusters of the configuration, if it has any.")
    private @Nullable Path kubeconfig;

    @Override
    public Integer call() {
        Settings settings = role.settings();
        List<WatchedSource> sources = sources(settings);
        try (RoleView view = role.view("watcher", settings);
                KafkaTopics topics = new KafkaTopics(settings.kafka(), settings.topics())) {
            view.tells("watcher", () -> topics.waiting("watcher"));
            if (!topics.await()) {
                return ExitCodes.DONE;
            }
            try (Watcher watcher = start(settings, sources, view)) {
                view.tells("watcher", () -> RoleHealth.of(watcher));
                return role.untilInterrupted(() -> !watcher.status().isEmpty());
            }
        }
    }

    private List<WatchedSource> sources(Settings settings) {
        List<WatchedSource> contexts = kubeconfig == null ? List.of() : Sources.everyContext(kubeconfig);
        List<WatchedSource> sources = contexts.isEmpty() ? Sources.of(settings.clusters()) : contexts;
        if (sources.isEmpty()) {
            throw CommandFailure.usage(
                    "there is nothing to watch; name clusters in the configuration (--config), or a --kubeconfig");
        }
        return sources;
    }

    private static Watcher start(Settings settings, List<WatchedSource> sources, RoleView view) {
        try {
            return Watcher.start(Roles.watcher(settings, sources), view.registry(), view.tracer());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }
}
