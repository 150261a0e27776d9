package io.fluxstream.bridge.query;

import io.fluxstream.bridge.feed.Failures;
import io.fluxstream.bridge.workflow.FluxAlerts;
import io.fluxstream.bridge.workflow.FluxWatch;
import io.fluxstream.bridge.workflow.WorkflowJson;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.workflow.AlertPage;
import io.fluxstream.schemas.workflow.AlertView;
import io.fluxstream.schemas.workflow.ClusterSummary;
import io.fluxstream.schemas.workflow.ResourcePage;
import io.fluxstream.schemas.workflow.ResourceQuery;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the workflows answer, whole: pages are put together, and a workflow that is busy answering somebody else is asked
 * again. Every method throws {@link WorkflowUnavailableException} when there is no answer.
 */
public final class WorkflowQueries implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    private final String address;
    private final WorkflowServiceStubs service;
    private final WorkflowClient client;

    private WorkflowQueries(String address, String namespace) {
        this.address = address;
        service = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(address)
                .setRpcQueryTimeout(PATIENCE)
                .setRpcRetryOptions(
                        RpcRetryOptions.newBuilder().setExpiration(PATIENCE).validateBuildWithDefaults())
                .build());
        client = WorkflowClient.newInstance(
                service,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(namespace)
                        .setDataConverter(WorkflowJson.dataConverter())
                        .build());
    }

    /** Connects when it is first asked. */
    public static WorkflowQueries connect(String address, String namespace) {
        return new WorkflowQueries(address, namespace);
    }

    /** A truncated answer says so. */
    public ResourcePage resources(String cluster, ResourceQuery query) {
        List<FluxResourceStatus> items = new ArrayList<>();
        Integer limit = query.limit();
        String continueAt = query.continueAt();
        boolean truncated = false;
        do {
            ResourceQuery rest = new ResourceQuery(
                    query.kinds(),
                    query.namespace(),
                    query.phases(),
                    limit == null ? null : Integer.valueOf(limit - items.size()),
                    continueAt);
            ResourcePage page = ask(FluxWatch.id(cluster), FluxWatch.RESOURCES, ResourcePage.class, rest);
            items.addAll(page.items());
            truncated |= page.truncated();
            continueAt = page.continueAt();
        } while (continueAt != null && (limit == null || items.size() < limit));
        return new ResourcePage(items, continueAt, truncated);
    }

    public ClusterSummary summary(String cluster) {
        return ask(FluxWatch.id(cluster), FluxWatch.SUMMARY, ClusterSummary.class);
    }

    /** The active alerts of a cluster, newest first. */
    public List<AlertView> alerts(String cluster) {
        return alertPages(query -> ask(FluxWatch.id(cluster), FluxWatch.ALERTS, AlertPage.class, query));
    }

    /** The active alerts of all clusters, newest first. */
    public List<AlertView> active() {
        return alertPages(query -> ask(FluxAlerts.ID, FluxAlerts.ACTIVE, AlertPage.class, query));
    }

    /** The last resolved alerts, newest first. */
    public List<AlertView> history() {
        return alertPages(query -> ask(FluxAlerts.ID, FluxAlerts.HISTORY, AlertPage.class, query));
    }

    /** The names of the clusters that are watched, in order. */
    public List<String> clusters() {
        return Arrays.asList(ask(FluxAlerts.ID, FluxAlerts.CLUSTERS, String[].class));
    }

    /** Acknowledges an active alert of the cluster; it shows in the answers once it went through flux-acks. */
    public void acknowledge(String cluster, String alertId, String by, @Nullable String comment) {
        String workflowId = FluxWatch.id(cluster);
        patiently(workflowId, () -> {
            client.newUntypedWorkflowStub(workflowId).signal(FluxWatch.ALERTS_ACK, alertId, by, comment);
            return true;
        });
    }

    private static List<AlertView> alertPages(Function<ResourceQuery, AlertPage> ask) {
        List<AlertView> items = new ArrayList<>();
        String continueAt = null;
        do {
            AlertPage page = ask.apply(new ResourceQuery(List.of(), null, List.of(), null, continueAt));
            items.addAll(page.items());
            continueAt = page.continueAt();
        } while (continueAt != null);
        return items;
    }

    private <A> A ask(String workflowId, String query, Class<A> answer, Object... arguments) {
        return patiently(
                workflowId, () -> client.newUntypedWorkflowStub(workflowId).query(query, answer, arguments));
    }

    private <A> A patiently(String workflowId, Supplier<A> question) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                return question.get();
            } catch (RuntimeException e) {
                if (statusOf(e) != Status.Code.RESOURCE_EXHAUSTED || System.nanoTime() > deadline) {
                    throw explained(workflowId, e);
                }
            }
            sleep(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    private static Status.@Nullable Code statusOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status) {
                return status.getStatus().getCode();
            }
        }
        return null;
    }

    private WorkflowUnavailableException explained(String workflowId, RuntimeException failure) {
        Status.Code code = statusOf(failure);
        if (failure instanceof WorkflowNotFoundException || code == Status.Code.NOT_FOUND) {
            return new WorkflowUnavailableException(
                    "there is no workflow " + workflowId + " at " + address
                            + ": is the cluster's name right, and has the bridge been running?",
                    failure);
        }
        if (code == Status.Code.UNAVAILABLE) {
            return new WorkflowUnavailableException("no Temporal server answers at " + address, failure);
        }
        if (code == Status.Code.DEADLINE_EXCEEDED || code == Status.Code.FAILED_PRECONDITION) {
            return new WorkflowUnavailableException(
                    "workflow " + workflowId + " did not answer: is a bridge running that hosts it?", failure);
        }
        return new WorkflowUnavailableException(
                "workflow " + workflowId + " could not be asked: " + Failures.reason(failure), failure);
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new WorkflowUnavailableException("interrupted while waiting for an answer", e);
        }
    }

    @Override
    public void close() {
        service.shutdownNow();
        service.awaitTermination(2, TimeUnit.SECONDS);
    }
}
