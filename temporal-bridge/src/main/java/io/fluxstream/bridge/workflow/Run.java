package io.fluxstream.bridge.workflow;

import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Duration;
import java.time.Instant;

/** One run of a workflow: what it has taken so far, and when it is time to continue as new. */
final class Run {
    private final RunLimits limits;
    private final Instant end;
    private int signals;
    private int items;

    Run(RunLimits limits) {
        this.limits = limits;
        this.end = now().plusSeconds(limits.seconds());
    }

    /** The workflow's own time, the same in every replay. */
    static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }

    void took(int newItems) {
        signals++;
        items += newItems;
    }

    Instant end() {
        return end;
    }

    boolean isOver() {
        WorkflowInfo info = Workflow.getInfo();
        return signals >= limits.signals()
                || items >= limits.items()
                || info.getHistoryLength() >= RunLimits.MAX_EVENTS
                || info.getHistorySize() >= RunLimits.MAX_HISTORY_BYTES
                || info.isContinueAsNewSuggested()
                || !now().isBefore(end);
    }

    /** How long until an instant; never nothing, for a timer must have a duration. */
    static Duration until(Instant instant) {
        Duration duration = Duration.between(now(), instant);
        return duration.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : duration;
    }
}
