package io.fluxstream.history.past;

import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.workflow.AlertView;
import java.time.Instant;
import java.util.List;

/**
 * How things stood at an instant, as far as had been seen by then.
 *
 * @param clusters in order of their names
 * @param resources in order
 * @param active alerts that had fired and were not resolved
 * @param resolved alerts that had been resolved, the last ones first; at most a hundred
 */
public record Standing(
        Instant at,
        List<FluxClusterStatus> clusters,
        List<FluxResourceStatus> resources,
        List<AlertView> active,
        List<AlertView> resolved) {
    /** The most alerts in {@link #resolved}: as many as the workflows remember. */
    public static final int MOST_RESOLVED = 100;

    public Standing {
        clusters = List.copyOf(clusters);
        resources = List.copyOf(resources);
        active = List.copyOf(active);
        resolved = List.copyOf(resolved);
    }
}
