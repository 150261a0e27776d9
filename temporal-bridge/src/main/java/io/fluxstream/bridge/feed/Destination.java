package io.fluxstream.bridge.feed;

import io.fluxstream.bridge.state.Position;
import io.fluxstream.bridge.workflow.RunLimits;
import io.fluxstream.schemas.workflow.BatchPart;
import io.fluxstream.schemas.workflow.Rebuild;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One workflow as the bridge sees it. What the server or the broker refuses comes as an exception. */
interface Destination {
    String workflowId();

    /**
     * Signals what was read and answers the id of the run that took it.
     *
     * @param parts at least one, each of a partition of its own; taken in one after the other
     */
    String send(List<BatchPart> parts, @Nullable Rebuild rebuild);

    /** Where the workflow is; nothing when it does not run. */
    Optional<Position> ask();

    /** How its run stands, which costs the server little and the workflow nothing; nothing when it does not run. */
    Optional<RunLook> look();

    /** What one run of it takes. */
    RunLimits limits();

    /** Everything the workflow has to know, in the order in which it is to be told. */
    List<Item> collect(TopicReader reader);

    /** Where an empty rebuild pretends to come from. */
    TopicPartition anyPartition();
}
