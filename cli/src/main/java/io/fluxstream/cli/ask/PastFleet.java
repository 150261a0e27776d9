package io.fluxstream.cli.ask;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.history.past.Standing;
import io.fluxstream.schemas.workflow.AlertView;
import io.fluxstream.schemas.workflow.ClusterSummary;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A fleet as it stood: answers what the workflows would have answered then, acknowledgements aside. */
final class PastFleet implements Fleet {
    private final Standing standing;

    PastFleet(Standing standing) {
        this.standing = standing;
    }

    @Override
    public List<String> clusters() {
        return Stream.concat(
                        standing.clusters().stream().map(FluxClusterStatus::cluster),
                        standing.resources().stream().map(row -> row.resource().cluster()))
                .sorted()
                .distinct()
                .toList();
    }

    @Override
    public ClusterSummary summary(String cluster) {
        List<FluxResourceStatus> rows = resources(cluster, Set.of(), null);
        FluxClusterStatus status = standing.clusters().stream()
                .filter(candidate -> candidate.cluster().equals(cluster))
                .findFirst()
                .orElse(null);
        return new ClusterSummary(
                cluster,
                status != null && status.live(),
                status == null ? null : status.clock(),
                count(rows, Phase.READY),
                count(rows, Phase.FAILED),
                count(rows, Phase.WAITING),
                count(rows, Phase.PROGRESSING),
                count(rows, Phase.SUSPENDED),
                count(rows, Phase.PENDING) + count(rows, Phase.DELETING),
                count(rows, Phase.STATIC),
                rows.size());
    }

    private static int count(List<FluxResourceStatus> rows, Phase phase) {
        return (int) rows.stream().filter(row -> row.phase() == phase).count();
    }

    @Override
    public List<FluxResourceStatus> resources(String cluster, Set<String> kinds, @Nullable String namespace) {
        return standing.resources().stream()
                .filter(row -> row.resource().cluster().equals(cluster))
                .filter(row -> kinds.isEmpty() || kinds.contains(row.resource().kind()))
                .filter(row -> namespace == null || row.resource().namespace().equals(namespace))
                .collect(Collectors.toList());
    }

    @Override
    public List<AlertView> activeAlerts() {
        return standing.active();
    }

    @Override
    public List<AlertView> resolvedAlerts() {
        return standing.resolved();
    }

    @Override
    public void acknowledge(String cluster, String alert, String by, @Nullable String comment) {
        throw CommandFailure.usage("what is past cannot be acknowledged");
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
