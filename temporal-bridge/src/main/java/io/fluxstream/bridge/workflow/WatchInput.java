package io.fluxstream.bridge.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fluxstream.bridge.state.Carried;
import org.jspecify.annotations.Nullable;

/**
 * What a run of {@link FluxWatch} starts with.
 *
 * @param carried the state of the run before; null for the first
 * @param limits null for {@link RunLimits#WATCH}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WatchInput(
        String cluster, @Nullable Carried carried, @Nullable RunLimits limits) {
    /** Of a workflow that knows nothing yet. */
    public static WatchInput first(String cluster) {
        return new WatchInput(cluster, null, null);
    }
}
