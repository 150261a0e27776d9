package io.fluxstream.bridge;

import io.fluxstream.bridge.feed.TargetStatus;
import java.util.List;

/**
 * How a bridge is doing.
 *
 * @param ready the workflows run here and are being fed, by this bridge or by the one it stands by for
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
