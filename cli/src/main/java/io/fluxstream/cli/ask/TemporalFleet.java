package io.fluxstream.cli.ask;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.fluxstream.bridge.feed.Failures;
import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.config.TemporalSettings;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.json.WireModule;
import io.fluxstream.schemas.workflow.AlertPage;
import io.fluxstream.schemas.workflow.AlertView;
import io.fluxstream.schemas.workflow.ClusterSummary;
import io.fluxstream.schemas.workflow.ResourcePage;
import io.fluxstream.schemas.workflow.ResourceQuery;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.JacksonJsonPayloadConverter;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The workflows as a Temporal server hosts them. */
public final class TemporalFleet implements Fleet {
    private static final String WATCH_PREFIX = "flux-watch-";
    private static final String ALERTS = "flux-alerts";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final TemporalSettings settings;
    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;

    private TemporalFleet(TemporalSettings settings, WorkflowServiceStubs stubs) {
        this.settings = settings;
        this.stubs = stubs;
        client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(settings.namespace())
                        .setDataConverter(DefaultDataConverter.newDefaultInstance()
                                .withPayloadConverterOverrides(new JacksonJsonPayloadConverter(
                                        new ObjectMapper().registerModule(new WireModule()))))
                        .build());
    }

    /** A connection that is made with the first question. */
    public static TemporalFleet at(TemporalSettings settings) {
        return new TemporalFleet(
                settings,
                WorkflowServiceStubs.newServiceStubs(settings.connection()
                        .stubs()
                        .setRpcTimeout(PATIENCE)
                        .setRpcQueryTimeout(PATIENCE)
                        .build()));
    }

    @Override
    public List<String> clusters() {
        return asked("the list of workflows", () -> {
            Set<String> clusters = new TreeSet<>();
            ByteString page = ByteString.EMPTY;
            do {
                ListWorkflowExecutionsResponse answer = stubs.blockingStub()
                        .listWorkflowExecutions(ListWorkflowExecutionsRequest.newBuilder()
                                .setNamespace(settings.namespace())
                                .setQuery("ExecutionStatus = \"Running\"")
                                .setNextPageToken(page)
                                .build());
                for (WorkflowExecutionInfo execution : answer.getExecutionsList()) {
                    String id = execution.getExecution().getWorkflowId();
                    if (id.startsWith(WATCH_PREFIX)) {
                        clusters.add(id.substring(WATCH_PREFIX.length()));
                    }
                }
                page = answer.getNextPageToken();
            } while (!page.isEmpty());
            return List.copyOf(clusters);
        });
    }

    @Override
    public ClusterSummary summary(String cluster) {
        return query(WATCH_PREFIX + cluster, "summary", ClusterSummary.class);
    }

    @Override
    public List<FluxResourceStatus> resources(String cluster, Set<String> kinds, @Nullable String namespace) {
        return pages(
                continueAt -> query(
                        WATCH_PREFIX + cluster,
                        "resources",
                        ResourcePage.class,
                        new ResourceQuery(List.copyOf(kinds), namespace, List.of(), null, continueAt)),
                ResourcePage::items,
                ResourcePage::continueAt);
    }

    @Override
    public List<AlertView> activeAlerts() {
        return alerts("active");
    }

    @Override
    public List<AlertView> resolvedAlerts() {
        return alerts("history");
    }

    private List<AlertView> alerts(String query) {
        return pages(
                continueAt -> query(
                        ALERTS,
                        query,
                        AlertPage.class,
                        new ResourceQuery(List.of(), null, List.of(), null, continueAt)),
                AlertPage::items,
                AlertPage::continueAt);
    }

    private static <P, T> List<T> pages(
            Function<@Nullable String, P> ask, Function<P, List<T>> items, Function<P, @Nullable String> next) {
        List<T> all = new ArrayList<>();
        String continueAt = null;
        do {
            P page = ask.apply(continueAt);
            all.addAll(items.apply(page));
            continueAt = next.apply(page);
        } while (continueAt != null);
        return all;
    }

    @Override
    public void acknowledge(String cluster, String alert, String by, @Nullable String comment) {
        asked("workflow " + WATCH_PREFIX + cluster, () -> {
            client.newUntypedWorkflowStub(WATCH_PREFIX + cluster).signal("alerts-ack", alert, by, comment);
            return alert;
        });
    }

    private <R> R query(String workflow, String query, Class<R> type, Object... arguments) {
        return asked(
                "workflow " + workflow,
                () -> client.newUntypedWorkflowStub(workflow).query(query, type, arguments));
    }

    /** The server keeps one query waiting per workflow and turns others away: those come again. */
    private <R> R asked(String whom, Question<R> question) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return question.ask();
            } catch (WorkflowNotFoundException e) {
                throw CommandFailure.no(
                        whom + " is not known to Temporal at " + settings.address() + " (namespace "
                                + settings.namespace() + "); is the bridge running, and the name right?",
                        e);
            } catch (WorkflowException | StatusRuntimeException e) {
                Status.Code code = statusOf(e);
                if (code != Status.Code.RESOURCE_EXHAUSTED || System.nanoTime() > end || !pause()) {
                    throw failure(whom, code, e);
                }
            }
        }
    }

    private CommandFailure failure(String whom, Status.Code code, RuntimeException cause) {
        String server = "Temporal at " + settings.address();
        return switch (code) {
            case UNAVAILABLE ->
                CommandFailure.no(
                        server + " cannot be reached" + tls(cause) + "; is it running, and the address right?", cause);
            case UNAUTHENTICATED, PERMISSION_DENIED ->
                CommandFailure.no(
                        server + " does not let us in (" + Failures.reason(cause)
                                + "); is temporal.apiKeyFile the right one, and allowed in namespace "
                                + settings.namespace() + "?",
                        cause);
            case NOT_FOUND ->
                CommandFailure.no(
                        isNamespace(cause)
                                ? server + " has no namespace " + settings.namespace()
                                        + "; make it (temporal operator namespace create), or set temporal.namespace"
                                : whom + " is not known to " + server + " (namespace " + settings.namespace()
                                        + "); is the bridge running, and the name right?",
                        cause);
            case DEADLINE_EXCEEDED, FAILED_PRECONDITION ->
                CommandFailure.no(server + " has no answer from " + whom + "; is a bridge running?", cause);
            default -> CommandFailure.no(server + " does not answer for " + whom + ": " + rootOf(cause), cause);
        };
    }

    private static boolean isNamespace(Throwable cause) {
        return Failures.reason(cause).contains("Namespace ");
    }

    /** Why, when TLS is why. */
    private static String tls(Throwable cause) {
        String reason = Failures.reason(cause);
        return reason.contains("certificate") || reason.contains("SSL") || reason.contains("TLS")
                ? " (" + reason + ")"
                : "";
    }

    private static Status.Code statusOf(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof StatusRuntimeException status) {
                return status.getStatus().getCode();
            }
        }
        return Status.Code.UNKNOWN;
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = root.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        stubs.shutdownNow();
    }

    /** Something that Temporal is asked. */
    private interface Question<R> {
        R ask();
    }
}
