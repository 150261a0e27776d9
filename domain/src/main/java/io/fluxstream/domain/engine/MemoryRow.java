package io.fluxstream.domain.engine;

import org.jspecify.annotations.Nullable;

/**
 * A piece of an engine's memory as it outlives the process. Its bytes are the engine's own affair.
 *
 * @param key the cluster's name, or one that starts with it and a slash
 * @param bytes null when the row is gone
 */
@SuppressWarnings("ArrayRecordComponent") // compared and printed nowhere; a copy per record would only cost
public record MemoryRow(String key, byte @Nullable [] bytes) {}
