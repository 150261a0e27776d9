package io.fluxstream.watcher;

import io.fluxstream.watcher.recording.Recording;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is watched: a cluster at its API server, or a recording of one or more. */
public sealed interface WatchedSource {
    <R> R match(
            Function<KubeContext, R> context,
            Function<Endpoint, R> endpoint,
            Function<InCluster, R> inCluster,
            Function<Recorded, R> recorded);

    /**
     * A context of a kubeconfig.
     *
     * @param context null for the current one
     * @param kubeconfig null for the usual one
     */
    record KubeContext(
            String cluster,
            @Nullable String context,
            @Nullable Path kubeconfig) implements WatchedSource {
        public KubeContext {
            requireName(cluster);
        }

        @Override
        public <R> R match(
                Function<KubeContext, R> context,
                Function<Endpoint, R> endpoint,
                Function<InCluster, R> inCluster,
                Function<Recorded, R> recorded) {
            return context.apply(this);
        }
    }

    /**
     * An API server.
     *
     * @param endpoint {@code host:port}, or a URL
     * @param tokenFile read again for every request; null for one that knows its clients by other means
     * @param caFile null for the authorities that this machine trusts
     */
    record Endpoint(
            String cluster,
            String endpoint,
            @Nullable Path tokenFile,
            @Nullable Path caFile) implements WatchedSource {
        /** One that asks for no credentials, with a certificate that this machine trusts. */
        public Endpoint(String cluster, String endpoint) {
            this(cluster, endpoint, null, null);
        }

        public Endpoint {
            requireName(cluster);
            if (endpoint.isBlank()) {
                throw new IllegalArgumentException("endpoint of cluster " + cluster + " must not be empty");
            }
        }

        @Override
        public <R> R match(
                Function<KubeContext, R> context,
                Function<Endpoint, R> endpoint,
                Function<InCluster, R> inCluster,
                Function<Recorded, R> recorded) {
            return endpoint.apply(this);
        }
    }

    /** The cluster that this process runs in. */
    record InCluster(String cluster) implements WatchedSource {
        public InCluster {
            requireName(cluster);
        }

        @Override
        public <R> R match(
                Function<KubeContext, R> context,
                Function<Endpoint, R> endpoint,
                Function<InCluster, R> inCluster,
                Function<Recorded, R> recorded) {
            return inCluster.apply(this);
        }
    }

    /**
     * A recording; it names its clusters itself.
     *
     * @param endsNow all times are moved so that it ends when the watcher starts, instead of kept
     * @param goesOn heartbeats follow its end, as if the clusters were still watched and quiet
     */
    record Recorded(Recording recording, boolean endsNow, boolean goesOn) implements WatchedSource {
        @Override
        public <R> R match(
                Function<KubeContext, R> context,
                Function<Endpoint, R> endpoint,
                Function<InCluster, R> inCluster,
                Function<Recorded, R> recorded) {
            return recorded.apply(this);
        }
    }

    private static void requireName(String cluster) {
        if (cluster.isEmpty() || cluster.chars().anyMatch(c -> c <= ' ' || c > '~' || c == '/')) {
            throw new IllegalArgumentException(
                    "a cluster's name must be printable ASCII without spaces and slashes, but was \"" + cluster + '"');
        }
    }
}
