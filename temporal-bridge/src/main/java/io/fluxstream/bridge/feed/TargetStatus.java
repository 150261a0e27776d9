package io.fluxstream.bridge.feed;

/**
 * How one workflow is doing.
 *
 * @param following false while it is being asked where it is, or rebuilt
 * @param waiting how many items it has not acknowledged
 * @param signals how many signals it has acknowledged
 * @param failure why the last signal failed; empty when it did not
 */
public record TargetStatus(String workflowId, boolean following, int waiting, long signals, String failure) {}
