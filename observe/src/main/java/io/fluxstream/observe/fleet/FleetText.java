package io.fluxstream.observe.fleet;

import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.view.FluxClusterStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the fleet's gauges in Prometheus' text format, family after family. */
final class FleetText {
    private final Appendable out;
    private final Instant now;
    private boolean first;

    FleetText(Appendable out, Instant now) {
        this.out = out;
        this.now = now;
    }

    void write(List<PartitionView> partitions, Detail detail) throws IOException {
        writeClusters(partitions);
        family("flux_stream_resources", "How many resources are in each phase.");
        for (PartitionView partition : partitions) {
            for (Map.Entry<PartitionView.Group, Integer> count :
                    partition.counts().entrySet()) {
                PartitionView.Group group = count.getKey();
                begin("flux_stream_resources").label("cluster", group.cluster()).label("kind", group.kind());
                label("phase", group.phase().name()).value(count.getValue());
            }
        }
        if (detail != Detail.NONE) {
            writeResources(partitions, detail);
        }
    }

    private void writeClusters(List<PartitionView> partitions) throws IOException {
        Map<String, FluxClusterStatus> clusters = new TreeMap<>();
        partitions.forEach(partition -> clusters.putAll(partition.clusters()));
        family("flux_stream_cluster_live", "1 while every kind of the cluster is live, as its records say.");
        for (FluxClusterStatus cluster : clusters.values()) {
            begin("flux_stream_cluster_live")
                    .label("cluster", cluster.cluster())
                    .value(cluster.live() ? 1 : 0);
        }
        family("flux_stream_cluster_clock_age_seconds", "Since the last record of the cluster was observed.");
        for (FluxClusterStatus cluster : clusters.values()) {
            begin("flux_stream_cluster_clock_age_seconds").label("cluster", cluster.cluster());
            value(seconds(cluster.clock()));
        }
        family("flux_stream_cluster_resources", "Resources that are known and not gone.");
        for (FluxClusterStatus cluster : clusters.values()) {
            for (FluxClusterStatus.KindStatus kind : cluster.kinds()) {
                begin("flux_stream_cluster_resources").label("cluster", cluster.cluster());
                label("kind", kind.kind()).value(kind.resources());
            }
        }
    }

    private void writeResources(List<PartitionView> partitions, Detail detail) throws IOException {
        family("flux_stream_resource_info", "Always 1; by default only of resources that are not ready.");
        for (PartitionView partition : partitions) {
            for (Map.Entry<ResourceId, Row> row : partition.rows(detail).entrySet()) {
                begin("flux_stream_resource_info").labels(row.getKey());
                label("phase", row.getValue().phase().name());
                label("suspended", row.getValue().suspended() ? "true" : "false")
                        .value(1);
            }
        }
        family("flux_stream_resource_failing_seconds", "For how long a resource has been failing.");
        for (PartitionView partition : partitions) {
            for (Map.Entry<ResourceId, Row> row : partition.notReady().entrySet()) {
                if (row.getValue().phase() == Phase.FAILED) {
                    begin("flux_stream_resource_failing_seconds").labels(row.getKey());
                    value(seconds(Instant.ofEpochMilli(row.getValue().since())));
                }
            }
        }
    }

    private double seconds(Instant since) {
        return Math.max(0, Duration.between(since, now).toMillis()) / 1e3;
    }

    private void family(String name, String help) throws IOException {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(" gauge\n");
    }

    private FleetText begin(String name) throws IOException {
        out.append(name).append('{');
        first = true;
        return this;
    }

    private FleetText labels(ResourceId resource) throws IOException {
        return label("cluster", resource.cluster())
                .label("kind", resource.kind())
                .label("namespace", resource.namespace())
                .label("name", resource.name());
    }

    private FleetText label(String name, String value) throws IOException {
        if (!first) {
            out.append(',');
        }
        first = false;
        out.append(name).append("=\"");
        escape(value);
        out.append('"');
        return this;
    }

    private void escape(String value) throws IOException {
        int plain = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\' || c == '\n') {
                out.append(value, plain, i).append('\\').append(c == '\n' ? 'n' : c);
                plain = i + 1;
            }
        }
        out.append(value, plain, value.length());
    }

    private void value(double value) throws IOException {
        String text = value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
        out.append("} ").append(text).append('\n');
    }
}
