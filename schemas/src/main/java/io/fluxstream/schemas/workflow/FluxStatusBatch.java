package io.fluxstream.schemas.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of one partition in their order: the argument of the signal {@code status-update}. */
public record FluxStatusBatch(
        String topic,
        int partition,
        List<BatchItem> items,
        @Nullable Rebuild rebuild) {
    public FluxStatusBatch {
        items = List.copyOf(items);
    }
}
