package io.fluxstream.embedded;

import io.grpc.BindableService;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.ListClosedWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListClosedWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.ListOpenWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListOpenWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.internal.testservice.TestWorkflowService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of runs, which Temporal's test server leaves out and every client asks for first. */
final class RunList {
    private static final Pattern TERM =
            Pattern.compile("(WorkflowId|WorkflowType|ExecutionStatus)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)')");

    private final TestWorkflowService service;

    RunList(TestWorkflowService service) {
        this.service = service;
    }

    /** The service with the list added to it. */
    BindableService added() {
        ServerServiceDefinition without = service.bindService();
        ServerServiceDefinition.Builder with = ServerServiceDefinition.builder(without.getServiceDescriptor());
        for (ServerMethodDefinition<?, ?> method : without.getMethods()) {
            if (!method.getMethodDescriptor().equals(WorkflowServiceGrpc.getListWorkflowExecutionsMethod())) {
                with.addMethod(method);
            }
        }
        ServerServiceDefinition complete = with.addMethod(
                        WorkflowServiceGrpc.getListWorkflowExecutionsMethod(), ServerCalls.asyncUnaryCall(this::list))
                .build();
        return () -> complete;
    }

    private void list(ListWorkflowExecutionsRequest request, StreamObserver<ListWorkflowExecutionsResponse> answer) {
        Predicate<WorkflowExecutionInfo> wanted = run -> true;
        for (String term : request.getQuery().isBlank() ? List.<String>of() : termsOf(request.getQuery())) {
            Matcher parsed = TERM.matcher(term.strip());
            if (!parsed.matches()) {
                answer.onError(Status.INVALID_ARGUMENT
                        .withDescription("the embedded Temporal server lists by WorkflowId, WorkflowType and"
                                + " ExecutionStatus joined by AND, but was asked for " + term.strip())
                        .asRuntimeException());
                return;
            }
            wanted = wanted.and(term(parsed));
        }
        answer.onNext(ListWorkflowExecutionsResponse.newBuilder()
                .addAllExecutions(all().stream().filter(wanted).toList())
                .build());
        answer.onCompleted();
    }

    private static List<String> termsOf(String query) {
        return List.of(query.split("(?i)\\s+AND\\s+", -1));
    }

    private static Predicate<WorkflowExecutionInfo> term(Matcher parsed) {
        String value = parsed.group(2) == null ? parsed.group(3) : parsed.group(2);
        return switch (parsed.group(1)) {
            case "WorkflowId" -> run -> run.getExecution().getWorkflowId().equals(value);
            case "WorkflowType" -> run -> run.getType().getName().equals(value);
            default -> run -> statusName(run.getStatus()).equalsIgnoreCase(value);
        };
    }

    /** {@code ContinuedAsNew} of {@code WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW}, as queries write it. */
    private static String statusName(WorkflowExecutionStatus status) {
        return status.name().replace("WORKFLOW_EXECUTION_STATUS_", "").replace("_", "");
    }

    /** The newest first. */
    private List<WorkflowExecutionInfo> all() {
        List<WorkflowExecutionInfo> all = new ArrayList<>(open());
        all.addAll(closed());
        all.sort(Comparator.comparing(RunList::start).reversed());
        return all;
    }

    @SuppressWarnings("ProtoTimestampGetSecondsGetNano") // both, so nothing is lost
    static Instant start(WorkflowExecutionInfo run) {
        return Instant.ofEpochSecond(
                run.getStartTime().getSeconds(), run.getStartTime().getNanos());
    }

    List<WorkflowExecutionInfo> open() {
        Answer<ListOpenWorkflowExecutionsResponse> answer = new Answer<>();
        service.listOpenWorkflowExecutions(ListOpenWorkflowExecutionsRequest.getDefaultInstance(), answer);
        return answer.values().stream()
                .flatMap(response -> response.getExecutionsList().stream())
                .toList();
    }

    List<WorkflowExecutionInfo> closed() {
        Answer<ListClosedWorkflowExecutionsResponse> answer = new Answer<>();
        service.listClosedWorkflowExecutions(ListClosedWorkflowExecutionsRequest.getDefaultInstance(), answer);
        return answer.values().stream()
                .flatMap(response -> response.getExecutionsList().stream())
                .toList();
    }

    /** What the service says when it is called without a network in between: at once, in this thread. */
    private static final class Answer<T> implements StreamObserver<T> {
        private final List<T> values = new ArrayList<>();

        List<T> values() {
            return values;
        }

        @Override
        public void onNext(T value) {
            values.add(value);
        }

        @Override
        public void onError(Throwable failure) {
            throw new IllegalStateException("the list of runs failed", failure);
        }

        @Override
        public void onCompleted() {}
    }
}
