package io.fluxstream.observe.fleet;

import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxResourceStatus;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The clusters of one partition: written by its stream thread alone, read by whoever is asked for metrics. */
final class PartitionView {
    private final Map<ResourceId, Row> rows = new ConcurrentHashMap<>();
    /** Kept apart, so that the few that matter are found without looking at all. */
    private final Map<ResourceId, Row> notReady = new ConcurrentHashMap<>();

    private final Map<String, FluxClusterStatus> clusters = new ConcurrentHashMap<>();
    private final Map<Group, Integer> counts = new ConcurrentHashMap<>();

    /** Resources that are counted together. */
    record Group(String cluster, String kind, Phase phase) {
        static Group of(ResourceId resource, Row row) {
            return new Group(resource.cluster(), resource.kind(), row.phase());
        }
    }

    /**
     * Takes a changed row.
     *
     * @param status null once the resource is gone
     * @return what was known of it; null for nothing
     */
    @Nullable Row change(ResourceId resource, @Nullable FluxResourceStatus status) {
        Row before = rows.get(resource);
        if (status == null) {
            rows.remove(resource);
            notReady.remove(resource);
            recount(resource, before, null);
            return before;
        }
        Row now = Row.of(status, before);
        if (now.equals(before)) {
            return before;
        }
        rows.put(resource, now);
        if (now.isReady()) {
            notReady.remove(resource);
        } else {
            notReady.put(resource, now);
        }
        recount(resource, before, now);
        return before;
    }

    private void recount(ResourceId resource, @Nullable Row before, @Nullable Row now) {
        if (before != null && now != null && before.phase() == now.phase()) {
            return;
        }
        if (before != null) {
            counts.computeIfPresent(Group.of(resource, before), (group, count) -> count == 1 ? null : count - 1);
        }
        if (now != null) {
            counts.merge(Group.of(resource, now), 1, Integer::sum);
        }
    }

    void change(FluxClusterStatus cluster) {
        clusters.put(cluster.cluster(), cluster);
    }

    Map<ResourceId, Row> rows(Detail detail) {
        return switch (detail) {
            case NONE -> Map.of();
            case NOT_READY -> notReady;
            case ALL -> rows;
        };
    }

    Map<ResourceId, Row> notReady() {
        return notReady;
    }

    Map<String, FluxClusterStatus> clusters() {
        return clusters;
    }

    Map<Group, Integer> counts() {
        return counts;
    }
}
