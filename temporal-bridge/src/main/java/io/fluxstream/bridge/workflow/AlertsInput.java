package io.fluxstream.bridge.workflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fluxstream.bridge.state.Carried;
import org.jspecify.annotations.Nullable;

/**
 * What a run of {@link FluxAlerts} starts with.
 *
 * @param carried the state of the run before; null for the first
 * @param limits null for {@link RunLimits#ALERTS}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AlertsInput(
        @Nullable Carried carried, @Nullable RunLimits limits) {
    /** Of a workflow that knows nothing yet. */
    public static final AlertsInput FIRST = new AlertsInput(null, null);
}
