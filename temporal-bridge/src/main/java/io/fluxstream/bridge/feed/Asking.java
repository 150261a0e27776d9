package io.fluxstream.bridge.feed;

import io.fluxstream.bridge.state.Cursor;
import io.fluxstream.bridge.state.Position;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowTaskFailedCause;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryReverseRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.worker.NonDeterministicException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
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

    private static final int NEWEST_EVENTS = 200;
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(4);

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
            if (!isUnavailable(e) && hasEnded(workflowId)) {
                return Optional.empty();
            }
            throw !isUnavailable(e) && (isOfAnotherVersion(e) || hasLastFailedToReplay(workflowId))
                    ? new ForeignWorkflowException(workflowId, e)
                    : e;
        }
    }

    /** How its run stands; nothing when it does not run. */
    Optional<RunLook> look(String workflowId) {
        DescribeWorkflowExecutionResponse said;
        try {
            said = client.newUntypedWorkflowStub(workflowId).describe().getRawDescription();
        } catch (WorkflowNotFoundException e) {
            return Optional.empty();
        }
        WorkflowExecutionInfo info = said.getWorkflowExecutionInfo();
        if (info.getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING) {
            return Optional.empty();
        }
        return Optional.of(new RunLook(
                info.getExecution().getRunId(),
                info.getFirstRunId(),
                Instant.ofEpochSecond(
                        info.getStartTime().getSeconds(), info.getStartTime().getNanos()),
                info.getHistoryLength(),
                info.getHistorySizeBytes(),
                said.hasPendingWorkflowTask()));
    }

    /** Whether nobody would answer other questions either. */
    private static boolean isUnavailable(Throwable refusal) {
        for (Throwable cause = refusal; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status) {
                return status.getStatus().getCode() == Status.Code.UNAVAILABLE;
            }
        }
        return false;
    }

    /** A question waits behind a task, and for ever behind one that always fails: the history then says why the last one did. */
    private boolean hasLastFailedToReplay(String workflowId) {
        try {
            return service()
                    .getWorkflowExecutionHistoryReverse(GetWorkflowExecutionHistoryReverseRequest.newBuilder()
                            .setNamespace(client.getOptions().getNamespace())
                            .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
                            .setMaximumPageSize(NEWEST_EVENTS)
                            .build())
                    .getHistory()
                    .getEventsList()
                    .stream()
                    .filter(event -> event.hasWorkflowTaskFailedEventAttributes()
                            || event.hasWorkflowTaskCompletedEventAttributes())
                    .findFirst()
                    .filter(HistoryEvent::hasWorkflowTaskFailedEventAttributes)
                    .map(event -> event.getWorkflowTaskFailedEventAttributes().getCause())
                    .filter(WorkflowTaskFailedCause.WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR::equals)
                    .isPresent();
        } catch (StatusRuntimeException untold) {
            return false;
        }
    }

    private WorkflowServiceGrpc.WorkflowServiceBlockingStub service() {
        return client.getWorkflowServiceStubs()
                .blockingStub()
                .withDeadlineAfter(LONGEST_LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** One that has ended is still asked, and may not be able to answer. */
    private boolean hasEnded(String workflowId) {
        try {
            return client.newUntypedWorkflowStub(workflowId).describe().getStatus()
                    != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
        } catch (RuntimeException untold) {
            return false;
        }
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
