package io.fluxstream.cli.ask;

import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.workflow.AlertView;
import io.fluxstream.schemas.workflow.ClusterSummary;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the workflows can be asked. All answers are complete: they are paged through. */
public interface Fleet extends AutoCloseable {
    /** The names of all clusters that have a workflow, in order. */
    List<String> clusters();

    ClusterSummary summary(String cluster);

    /**
     * The rows of one cluster.
     *
     * @param kinds none for all
     * @param namespace null for all
     */
    List<FluxResourceStatus> resources(String cluster, Set<String> kinds, @Nullable String namespace);

    /** The alerts of all clusters that are not resolved. */
    List<AlertView> activeAlerts();

    /** The alerts that were resolved last. */
    List<AlertView> resolvedAlerts();

    /** Says that somebody has seen an alert; it is some time before an answer shows it. */
    void acknowledge(String cluster, String alert, String by, @Nullable String comment);

    @Override
    void close();
}
