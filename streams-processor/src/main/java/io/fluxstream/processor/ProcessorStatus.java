package io.fluxstream.processor;

import org.jspecify.annotations.Nullable;

/**
 * How a processor is doing.
 *
 * @param brokerAnswers whether the broker answered when last asked
 * @param problem what went wrong last, until records flow again; why it stopped, once it FAILED
 */
public record ProcessorStatus(
        State state, boolean brokerAnswers, @Nullable String problem, ProcessorCounts counts) {
    /** Where in its life a processor is. */
    public enum State {
        /** The broker has not answered yet, or a topic could not be made. */
        WAITING,
        /** Partitions are being assigned, or memory is being restored. */
        STARTING,
        RUNNING,
        /** It stopped for a reason that trying again does not mend. */
        FAILED,
        CLOSED
    }
}
