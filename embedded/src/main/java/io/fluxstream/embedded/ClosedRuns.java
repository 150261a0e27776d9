package io.fluxstream.embedded;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.internal.testservice.ExecutionId;
import io.temporal.internal.testservice.TestWorkflowService;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets runs that ended. Temporal's test server keeps every run for as long as it lives, which a test does not notice
 * and a server that runs for days does: workflows that continue as new leave a history behind every few minutes.
 */
final class ClosedRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ClosedRuns.class);
    private static final int KEPT_OF_EACH_WORKFLOW = 2;
    private static final Duration PERIOD = Duration.ofSeconds(30);

    private final RunList list;
    private final Guarded executions;
    private final Guarded histories;
    private final ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "embedded-temporal-closed-runs");
        thread.setDaemon(true);
        return thread;
    });

    private ClosedRuns(RunList list, Guarded executions, Guarded histories) {
        this.list = list;
        this.executions = executions;
        this.histories = histories;
    }

    /** Begins to forget now and then. */
    static ClosedRuns forgetting(TestWorkflowService service, RunList list) {
        try {
            Object store = get(service, "store");
            ClosedRuns runs = new ClosedRuns(list, Guarded.in(service, "executions"), Guarded.in(store, "histories"));
            ScheduledFuture<?> unused = runs.scheduler.scheduleWithFixedDelay(
                    runs::forget, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
            return runs;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Temporal's test server is not the one this was written for", e);
        }
    }

    /** Forgets all but the newest of the closed runs of each workflow. */
    void forget() {
        Map<String, List<WorkflowExecutionInfo>> byWorkflow = list.closed().stream()
                .collect(Collectors.groupingBy(run -> run.getExecution().getWorkflowId()));
        int forgotten = 0;
        for (List<WorkflowExecutionInfo> runs : byWorkflow.values()) {
            List<WorkflowExecutionInfo> old = runs.stream()
                    .sorted(Comparator.comparing(RunList::start))
                    .limit(Math.max(0, runs.size() - KEPT_OF_EACH_WORKFLOW))
                    .toList();
            old.forEach(run -> forget(run.getExecution()));
            forgotten += old.size();
        }
        LOG.debug("{} closed runs forgotten", forgotten);
    }

    private void forget(WorkflowExecution run) {
        ExecutionId id = new ExecutionId("default", run);
        histories.remove(id);
        executions.remove(id);
    }

    private static Object get(Object holder, String field) throws ReflectiveOperationException {
        Field found = holder.getClass().getDeclaredField(field);
        found.setAccessible(true);
        return found.get(holder);
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }

    /** A map with the lock that its owner takes for it. */
    private record Guarded(Map<?, ?> map, Lock lock) {
        static Guarded in(Object owner, String field) throws ReflectiveOperationException {
            return new Guarded((Map<?, ?>) get(owner, field), (Lock) get(owner, "lock"));
        }

        void remove(ExecutionId id) {
            lock.lock();
            try {
                map.remove(id);
            } finally {
                lock.unlock();
            }
        }
    }
}
