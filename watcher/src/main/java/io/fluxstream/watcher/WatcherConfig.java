package io.fluxstream.watcher;

import io.fluxstream.watcher.kubernetes.KindSpec;
import io.fluxstream.watcher.recording.RecordedCluster;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a watcher is to do.
 *
 * @param kafka settings of Kafka clients, {@code bootstrap.servers} at least
 * @param sources the clusters; no name twice
 * @param kinds which kinds; see {@link KindSpec#DEFAULTS}
 * @param snapshots how often each kind is listed anew, give or take a tenth; six hours by default
 * @param group the consumer group of watchers that share these clusters among them, all configured alike; null to watch all of them
 */
public record WatcherConfig(
        Map<String, String> kafka,
        List<WatchedSource> sources,
        List<KindSpec> kinds,
        Duration snapshots,
        @Nullable String group) {
    private static final String BOOTSTRAP = "bootstrap.servers";

    public WatcherConfig {
        kafka = Map.copyOf(kafka);
        sources = List.copyOf(sources);
        kinds = List.copyOf(kinds);
        if (kafka.getOrDefault(BOOTSTRAP, "").isBlank()) {
            throw new IllegalArgumentException("kafka must name " + BOOTSTRAP);
        }
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("sources must name at least one cluster or recording");
        }
        if (snapshots.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException("snapshots must be at least a minute apart, but was " + snapshots);
        }
        if (group != null && sources.stream().anyMatch(WatchedSource.Recorded.class::isInstance)) {
            throw new IllegalArgumentException("a recording cannot be shared: each watcher of the group would play it");
        }
        Set<String> kindNames = new HashSet<>();
        for (KindSpec kind : kinds) {
            if (!kindNames.add(kind.name())) {
                throw new IllegalArgumentException("kinds name " + kind.name() + " twice");
            }
        }
        Set<String> names = new HashSet<>();
        for (WatchedSource source : sources) {
            for (String cluster : clusters(source)) {
                if (!names.add(cluster)) {
                    throw new IllegalArgumentException("two sources are named " + cluster);
                }
            }
        }
    }

    /** The default kinds, listed anew every six hours. */
    public static WatcherConfig of(Map<String, String> kafka, List<WatchedSource> sources) {
        return new WatcherConfig(kafka, sources, KindSpec.DEFAULTS, Duration.ofHours(6), null);
    }

    String bootstrap() {
        return kafka.getOrDefault(BOOTSTRAP, "");
    }

    private static List<String> clusters(WatchedSource source) {
        return source.match(
                context -> List.of(context.cluster()),
                endpoint -> List.of(endpoint.cluster()),
                inCluster -> List.of(inCluster.cluster()),
                recorded -> recorded.recording().clusters().stream()
                        .map(RecordedCluster::cluster)
                        .toList());
    }
}
