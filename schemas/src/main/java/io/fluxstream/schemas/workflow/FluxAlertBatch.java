package io.fluxstream.schemas.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of one partition in their order: the argument of the signal {@code alert}. */
public record FluxAlertBatch(
        String topic,
        int partition,
        List<BatchItem> items,
        @Nullable Rebuild rebuild) {
    public FluxAlertBatch {
        items = List.copyOf(items);
    }
}
