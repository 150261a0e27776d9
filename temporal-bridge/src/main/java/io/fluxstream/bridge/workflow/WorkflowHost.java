package io.fluxstream.bridge.workflow;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;

/** Where the workflows run: a worker of few threads, for one that is asked several times a second at most. */
public final class WorkflowHost {
    /** A run that is not kept is replayed from its history at the next signal: slower, but the same. */
    private static final int KEPT_RUNS = 200;

    /** Half of them wait for tasks of runs that are kept here. A task that finds nobody waiting is written down first. */
    private static final int POLLERS = 4;

    private static final int AT_ONCE = 8;
    /** Packing ten thousand rows on a busy machine takes longer than the SDK's default of one second allows. */
    private static final long STUCK_AFTER_MILLIS = 30_000;

    /** How long a killed worker delays what the server keeps for it before another one gets it. */
    private static final Duration HANDED_ON_AFTER = Duration.ofSeconds(3);

    private WorkflowHost() {}

    /** A factory that has yet to be started. */
    public static WorkerFactory factory(WorkflowClient client, String taskQueue, WatchErrands errands) {
        WorkerFactory factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setWorkflowCacheSize(KEPT_RUNS)
                        .setMaxWorkflowThreadCount(2 * KEPT_RUNS)
                        .build());
        register(factory.newWorker(taskQueue, options()), errands);
        return factory;
    }

    static WorkerOptions options() {
        return WorkerOptions.newBuilder()
                .setMaxConcurrentWorkflowTaskPollers(POLLERS)
                .setMaxConcurrentActivityTaskPollers(1)
                .setMaxConcurrentWorkflowTaskExecutionSize(AT_ONCE)
                .setMaxConcurrentActivityExecutionSize(AT_ONCE)
                .setMaxConcurrentLocalActivityExecutionSize(1)
                .setMaxConcurrentNexusExecutionSize(1)
                .setMaxConcurrentNexusTaskPollers(1)
                .setDefaultDeadlockDetectionTimeout(STUCK_AFTER_MILLIS)
                .setStickyQueueScheduleToStartTimeout(HANDED_ON_AFTER)
                .build();
    }

    static void register(Worker worker, WatchErrands errands) {
        worker.registerWorkflowImplementationTypes(FluxWatchWorkflow.class, FluxAlertsWorkflow.class);
        worker.registerActivitiesImplementations(errands);
    }
}
