package io.fluxstream.history.replay;

import java.time.Instant;

/**
 * What was read of a cluster.
 *
 * @param first the time of its first record
 * @param last the latest time of its records
 */
public record Stretch(String cluster, long records, Instant first, Instant last) {}
