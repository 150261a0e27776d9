package io.fluxstream.cli.config;

import java.util.ArrayList;
import java.util.List;

/** What a configuration file says, checked, with the defaults filled in. */
public record Settings(
        TemporalSettings temporal,
        KafkaSettings kafka,
        TopicSettings topics,
        List<ClusterSettings> clusters,
        List<KindSettings> kinds,
        WatcherSettings watcher,
        ProcessorSettings processor,
        HttpSettings http,
        MetricsSettings metrics,
        NotifySettings notifying) {
    /** What counts without a file. */
    public static final Settings DEFAULT = new Settings(
            TemporalSettings.DEFAULT,
            KafkaSettings.DEFAULT,
            TopicSettings.DEFAULT,
            List.of(),
            List.of(),
            WatcherSettings.DEFAULT,
            ProcessorSettings.DEFAULT,
            HttpSettings.DEFAULT,
            MetricsSettings.DEFAULT,
            NotifySettings.DEFAULT);

    public Settings {
        clusters = List.copyOf(clusters);
        kinds = List.copyOf(kinds);
    }

    static Settings read(Section root) {
        root.allow(
                "temporal",
                "kafka",
                "topics",
                "clusters",
                "kinds",
                "watcher",
                "processor",
                "http",
                "metrics",
                "notify");
        return new Settings(
                root.section("temporal").read(TemporalSettings::read),
                root.section("kafka").read(KafkaSettings::read),
                root.section("topics").read(TopicSettings::read),
                clusters(root.sections("clusters")),
                root.sections("kinds").stream()
                        .map(kind -> kind.read(KindSettings::read))
                        .toList(),
                root.section("watcher").read(WatcherSettings::read),
                root.section("processor").read(ProcessorSettings::read),
                root.section("http").read(HttpSettings::read),
                root.section("metrics").read(MetricsSettings::read),
                root.section("notify").read(NotifySettings::read));
    }

    private static List<ClusterSettings> clusters(List<Section> sections) {
        List<ClusterSettings> clusters = new ArrayList<>();
        for (Section section : sections) {
            ClusterSettings cluster = section.read(ClusterSettings::read);
            for (int earlier = 0; earlier < clusters.size(); earlier++) {
                if (clusters.get(earlier).name().equals(cluster.name())) {
                    throw new ConfigurationException(
                            section.pathOf("name"),
                            " must be unique, but clusters[" + earlier + "] is called \"" + cluster.name() + "\" too");
                }
            }
            clusters.add(cluster);
        }
        return clusters;
    }

    public Settings withTemporal(TemporalSettings other) {
        return new Settings(other, kafka, topics, clusters, kinds, watcher, processor, http, metrics, notifying);
    }

    public Settings withKafka(KafkaSettings other) {
        return new Settings(temporal, other, topics, clusters, kinds, watcher, processor, http, metrics, notifying);
    }

    public Settings withProcessor(ProcessorSettings other) {
        return new Settings(temporal, kafka, topics, clusters, kinds, watcher, other, http, metrics, notifying);
    }

    public Settings withClusters(List<ClusterSettings> others) {
        return new Settings(temporal, kafka, topics, others, kinds, watcher, processor, http, metrics, notifying);
    }
}
