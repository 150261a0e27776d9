package io.fluxstream.bridge;

import io.fluxstream.bridge.feed.TargetStatus;
import java.util.List;

/**
 * How a bridge is doing.
 *
 * @param ready this bridge feeds the workflows and has read what was in the topics when it began to, or it stands by for
 *     the one that does
 * @param failure what keeps it from that, or from reading; empty when nothing does
 * @param workflows those that this bridge feeds
 */
public record BridgeStatus(boolean ready, String failure, List<TargetStatus> workflows) {
    public BridgeStatus {
        workflows = List.copyOf(workflows);
    }

    /** How many items no workflow has acknowledged yet. */
    public int waiting() {
        return workflows.stream().mapToInt(TargetStatus::waiting).sum();
    }

    /** Whether every workflow is up to date with what has been read. */
    public boolean isIdle() {
        return workflows.stream().allMatch(workflow -> workflow.following() && workflow.waiting() == 0);
    }
}
