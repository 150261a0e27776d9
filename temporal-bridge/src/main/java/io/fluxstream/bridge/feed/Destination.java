package io.fluxstream.bridge.feed;

import io.fluxstream.bridge.state.Position;
import io.fluxstream.schemas.workflow.BatchItem;
import io.fluxstream.schemas.workflow.Rebuild;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One workflow as the bridge sees it. What the server or the broker refuses comes as an exception. */
interface Destination {
    String workflowId();

    /** Signals a batch and answers the id of the run that took it. */
    String send(TopicPartition partition, List<BatchItem> items, @Nullable Rebuild rebuild);

    /** Where the workflow is; nothing when it does not run. */
    Optional<Position> ask();

    /** Everything the workflow has to know, in the order in which it is to be told. */
    List<Item> collect(TopicReader reader);

    /** Where an empty rebuild pretends to come from. */
    TopicPartition anyPartition();
}
