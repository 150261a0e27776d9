package io.fluxstream.bridge.workflow;

import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.PollerBehaviorAutoscaling;
import java.time.Duration;

/** Where the workflows run: a worker of few threads, for one that is asked several times a second at most. */
public final class WorkflowHost {
    /** A run that is not kept is replayed from its history at the next signal: slower, but the same. */
    private static final int KEPT_RUNS = 200;

    /**
     * So many wait for tasks of runs that are kept here, and as many for others; the server says when it would like more. A fixed number
     * goes to the former alone once more tasks wait there than there are pollers: then runs that have just begun wait for as long as
     * the storm lasts.
     */
    private static final PollerBehaviorAutoscaling POLLERS = new PollerBehaviorAutoscaling(2, 6, 3);

    private static final int AT_ONCE = 8;
    /** Who waits for a task holds the place in which it will be run. */
    private static final int PLACES = AT_ONCE + 2 * POLLERS.getMaxConcurrentTaskPollers();
    /** Packing ten thousand rows on a busy machine takes longer than the SDK's default of one second allows. */
    private static final long STUCK_AFTER_MILLIS = 30_000;

    /**
     * How long a killed worker delays what the server keeps for it before another one gets it. A worker that is only busy must not
     * lose it so: a task that is handed on has it read the whole run again, and then it is busier still.
     */
    private static final Duration HANDED_ON_AFTER = Duration.ofSeconds(10);

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
                .setWorkflowTaskPollersBehavior(POLLERS)
                .setMaxConcurrentActivityTaskPollers(1)
                .setMaxConcurrentWorkflowTaskExecutionSize(PLACES)
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
