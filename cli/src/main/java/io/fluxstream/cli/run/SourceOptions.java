package io.fluxstream.cli.run;

import io.fluxstream.cli.config.Settings;
import io.fluxstream.watcher.WatchedSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which clusters. */
final class SourceOptions {
    @Option(
            names = "--kubeconfig",
            paramLabel = "FILE",
            description = "By default that of $KUBECONFIG, or ~/.kube/config.")
    private @Nullable Path kubeconfig;

    @Option(
            names = "--context",
            paramLabel = "CONTEXT",
            description =
                    "A context of the kubeconfig, as a cluster of that name; may be given several times. By default"
                            + " the clusters of the configuration, or else the current context.")
    private List<String> contexts = new ArrayList<>();

    List<WatchedSource> sources(Settings settings) {
        if (kubeconfig == null && contexts.isEmpty() && !settings.clusters().isEmpty()) {
            return Sources.of(settings.clusters());
        }
        return Sources.contexts(kubeconfig, contexts);
    }
}
