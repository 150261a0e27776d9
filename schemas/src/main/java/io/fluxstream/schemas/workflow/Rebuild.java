package io.fluxstream.schemas.workflow;

/** Marks the batches that together replace what a workflow held, once the last one has arrived. */
public record Rebuild(String id, boolean last) {}
