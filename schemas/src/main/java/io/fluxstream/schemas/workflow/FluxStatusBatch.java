package io.fluxstream.schemas.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records of one partition in their order: the argument of the signal {@code status-update}.
 *
 * @param also what comes with them from other partitions, to be taken in after them
 */
public record FluxStatusBatch(
        String topic,
        int partition,
        List<BatchItem> items,
        @Nullable Rebuild rebuild,
        List<BatchPart> also) {
    public FluxStatusBatch {
        items = List.copyOf(items);
        also = List.copyOf(also);
    }

    /** Of one partition only. */
    public FluxStatusBatch(String topic, int partition, List<BatchItem> items, @Nullable Rebuild rebuild) {
        this(topic, partition, items, rebuild, List.of());
    }
}
