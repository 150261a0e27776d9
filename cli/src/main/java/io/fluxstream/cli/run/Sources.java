package io.fluxstream.cli.run;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.config.ClusterSettings;
import io.fluxstream.watcher.WatchedSource;
import io.fluxstream.watcher.recording.RecordedCluster;
import io.fluxstream.watcher.recording.Recording;
import io.fluxstream.watcher.recording.RecordingException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is watched, as a watcher takes it. */
final class Sources {
    /** The recording that comes with flux-stream, in place of a file. */
    static final String BUNDLED = "bundled";

    private Sources() {}

    static List<WatchedSource> of(List<ClusterSettings> clusters) {
        return clusters.stream().map(Sources::of).toList();
    }

    private static WatchedSource of(ClusterSettings cluster) {
        return cluster.source().match(new ClusterSettings.Source.Cases<WatchedSource>() {
            @Override
            public WatchedSource context(ClusterSettings.Context source) {
                return new WatchedSource.KubeContext(cluster.name(), source.context(), source.kubeconfig());
            }

            @Override
            public WatchedSource endpoint(ClusterSettings.Endpoint source) {
                return new WatchedSource.Endpoint(
                        cluster.name(), source.address(), source.tokenFile(), source.caFile());
            }

            @Override
            public WatchedSource inCluster() {
                return new WatchedSource.InCluster(cluster.name());
            }

            @Override
            public WatchedSource recording(ClusterSettings.Recording source) {
                return playing(cluster.name(), load(source.file()));
            }
        });
    }

    /** A recording that ends now and goes on quietly, under the name that it has itself. */
    private static WatchedSource playing(String name, Recording recording) {
        List<String> clusters =
                recording.clusters().stream().map(RecordedCluster::cluster).toList();
        if (!clusters.equals(List.of(name))) {
            throw CommandFailure.usage("cluster \"" + name + "\" is to be played from " + recording.name()
                    + ", but that holds " + String.join(", ", clusters) + "; a recording's clusters keep their names");
        }
        return new WatchedSource.Recorded(recording, true, true);
    }

    /** The names of the clusters that a source is. */
    static List<String> names(WatchedSource source) {
        return source.match(
                context -> List.of(context.cluster()),
                endpoint -> List.of(endpoint.cluster()),
                inCluster -> List.of(inCluster.cluster()),
                recorded -> recorded.recording().clusters().stream()
                        .map(RecordedCluster::cluster)
                        .toList());
    }

    static Recording load(Path file) {
        if (file.equals(Path.of(BUNDLED))) {
            return Recording.bundled();
        }
        try {
            return Recording.of(file);
        } catch (RecordingException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Contexts of a kubeconfig, each a cluster of its name.
     *
     * @param kubeconfig null for the usual one
     * @param contexts none for the current one
     */
    static List<WatchedSource> contexts(@Nullable Path kubeconfig, List<String> contexts) {
        Path file = kubeconfig == null ? usual() : kubeconfig;
        if (!contexts.isEmpty()) {
            List<String> names = names(file);
            contexts.forEach(context -> requireKnown(context, names, file));
            return contexts.stream()
                    .distinct()
                    .map(context -> context(kubeconfig, context))
                    .toList();
        }
        String current = parsed(file).getCurrentContext();
        if (current == null || current.isEmpty()) {
            throw CommandFailure.usage("kubeconfig " + file + " has no current context; choose with --context among "
                    + String.join(", ", names(file)));
        }
        return List.of(context(kubeconfig, current));
    }

    private static void requireKnown(String context, List<String> names, Path file) {
        if (!names.contains(context)) {
            throw CommandFailure.usage("kubeconfig " + file + " has no context \"" + context + "\"; "
                    + (names.isEmpty() ? "it has none" : "it has " + String.join(", ", names)));
        }
    }

    /** Every context of a kubeconfig. */
    static List<WatchedSource> everyContext(Path kubeconfig) {
        return names(kubeconfig).stream()
                .map(context -> context(kubeconfig, context))
                .toList();
    }

    private static WatchedSource context(@Nullable Path kubeconfig, String context) {
        return new WatchedSource.KubeContext(clusterName(context), context, kubeconfig);
    }

    /** Contexts may be called what clusters may not, such as {@code arn:aws:eks:eu-west-1:123:cluster/ottawa}. */
    static String clusterName(String context) {
        return context.replaceAll("[^!-~]|/", "-");
    }

    private static List<String> names(Path file) {
        List<String> names = new ArrayList<>();
        Objects.requireNonNullElse(parsed(file).getContexts(), List.<NamedContext>of())
                .forEach(context -> names.add(context.getName()));
        return names;
    }

    private static Config parsed(Path file) {
        if (!Files.isRegularFile(file)) {
            throw CommandFailure.usage("there is no kubeconfig " + file + "; name one with --kubeconfig");
        }
        try {
            return KubeConfigUtils.parseConfig(file.toFile());
        } catch (RuntimeException e) {
            throw CommandFailure.usage("kubeconfig " + file + " cannot be read: it is not what kubectl would read");
        }
    }

    private static Path usual() {
        String named = System.getenv("KUBECONFIG");
        return named == null || named.isBlank()
                ? Path.of(System.getProperty("user.home"), ".kube", "config")
                : Path.of(named.split(File.pathSeparator, 2)[0]);
    }
}
