package io.fluxstream.bridge.feed;

import io.fluxstream.bridge.state.Cursor;
import io.fluxstream.bridge.state.Position;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.worker.NonDeterministicException;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Asks a workflow where it is, and the broker whether that is a place to go on from. */
public final class Asking {
    private static final ListOffsetsOptions COMMITTED = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);

    /** How Temporal's SDK marks a history that the workflow's code would not have brought about. */
    private static final String NON_DETERMINISTIC = "TMPRL1100";

    private final WorkflowClient client;
    private final Admin admin;
    private final Clock clock;

    public Asking(WorkflowClient client, Admin admin, Clock clock) {
        this.client = client;
        this.admin = admin;
        this.clock = clock;
    }

    /** Where the workflow is; nothing when it does not run. */
    Optional<Position> position(String workflowId, String query) {
        try {
            return Optional.of(client.newUntypedWorkflowStub(workflowId).query(query, Position.class));
        } catch (WorkflowNotFoundException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            if (!isOfAnotherVersion(e)) {
                throw e;
            }
            if (isRunning(workflowId)) {
                throw new ForeignWorkflowException(workflowId, e);
            }
            return Optional.empty();
        }
    }

    /** A workflow that has ended still answers queries. */
    private boolean isRunning(String workflowId) {
        return client.newUntypedWorkflowStub(workflowId).describe().getStatus()
                == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }

    /** Whether a worker of ours could not replay what the workflow has done. */
    private static boolean isOfAnotherVersion(Throwable refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            String said = cause.getMessage();
            if (cause instanceof NonDeterministicException || (said != null && said.contains(NON_DETERMINISTIC))) {
                return true;
            }
        }
        return false;
    }

    /** Why a workflow at this position has to be rebuilt. */
    Optional<String> refuse(Position position, Set<String> topics) throws InterruptedException {
        Instant now = clock.instant();
        Optional<String> asAWhole = Fit.refuse(position, now);
        if (asAWhole.isPresent()) {
            return asAWhole;
        }
        for (Cursor cursor : position.cursors()) {
            if (topics.contains(cursor.topic())) {
                Optional<String> why = Fit.refuse(cursor, log(cursor));
                if (why.isPresent()) {
                    return why;
                }
            }
        }
        return Optional.empty();
    }

    private Fit.Log log(Cursor cursor) throws InterruptedException {
        TopicPartition partition = new TopicPartition(cursor.topic(), cursor.partition());
        return new Fit.Log(
                offset(partition, OffsetSpec.earliest()),
                offset(partition, OffsetSpec.latest()),
                offset(partition, OffsetSpec.forTimestamp(cursor.appendedAt().toEpochMilli() + 1)));
    }

    private long offset(TopicPartition partition, OffsetSpec spec) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        wanted.put(partition, spec);
        try {
            ListOffsetsResult.ListOffsetsResultInfo info = admin.listOffsets(wanted, COMMITTED)
                    .partitionResult(partition)
                    .get();
            return info.offset();
        } catch (ExecutionException e) {
            throw new KafkaException("asking for offsets of " + partition + ": " + e.getCause(), e.getCause());
        }
    }
}
