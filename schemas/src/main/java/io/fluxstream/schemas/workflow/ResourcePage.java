package io.fluxstream.schemas.workflow;

import io.fluxstream.domain.view.FluxResourceStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code resources}.
 *
 * @param continueAt where to go on; null at the end
 * @param truncated the workflow had to let go of some rows or messages
 */
public record ResourcePage(
        List<FluxResourceStatus> items, @Nullable String continueAt, boolean truncated) {
    public ResourcePage {
        items = List.copyOf(items);
    }
}
