package io.fluxstream.schemas.workflow;

import java.util.List;

/** Records of another partition, in their order, that go with a batch: one signal costs a server less than two. */
public record BatchPart(String topic, int partition, List<BatchItem> items) {
    public BatchPart {
        items = List.copyOf(items);
    }
}
