package io.fluxstream.processor;

import io.fluxstream.schemas.intake.DeadLetterReason;
import java.util.Map;

/**
 * What a processor has done since it started; work that an aborted transaction undid and that was done again counts twice.
 *
 * @param records read from flux-status
 * @param applied handed to an engine
 * @param unknownTypes skipped, because a later version wrote them
 * @param otherPartition applied although their partition is not their cluster's
 * @param stale dropped, because something later was known of the resource
 * @param otherSession dropped, because their watcher's session had ended
 * @param voidSnapshots snapshots that did not add up
 * @param transitions written to flux-transitions
 * @param alerts written to flux-alerts
 * @param deadLetters written to flux-status-dlq, by reason; a reason that never occurred is left out
 */
public record ProcessorCounts(
        long records,
        long applied,
        long unknownTypes,
        long otherPartition,
        long stale,
        long otherSession,
        long voidSnapshots,
        long transitions,
        long alerts,
        Map<DeadLetterReason, Long> deadLetters) {
    public ProcessorCounts {
        deadLetters = Map.copyOf(deadLetters);
    }

    /** All dead letters, whatever the reason. */
    public long allDeadLetters() {
        return deadLetters.values().stream().mapToLong(Long::longValue).sum();
    }
}
