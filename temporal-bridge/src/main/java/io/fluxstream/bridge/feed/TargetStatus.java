package io.fluxstream.bridge.feed;

import java.time.Duration;

/**
 * How one workflow is doing.
 *
 * @param following false while it is being asked where it is, or rebuilt
 * @param waiting how many items it has not acknowledged
 * @param waitingFor since the oldest of them was appended
 * @param rejected how many items it could not read, as it last said; negative while that is not known
 * @param failure why the last signal failed; empty when it did not
 */
public record TargetStatus(
        String workflowId, boolean following, int waiting, Duration waitingFor, long rejected, String failure) {}
