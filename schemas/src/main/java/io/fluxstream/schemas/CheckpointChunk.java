package io.fluxstream.schemas;

import io.fluxstream.domain.EventTime;
import java.time.Instant;

/**
 * A part of a checkpoint: a record of flux-checkpoints. Its key is the cluster; the chunks of one checkpoint follow each
 * other among the records of their cluster, written in one transaction.
 *
 * @param record the number of the last record that counted, among all of the cluster
 * @param at the cluster's clock then
 * @param revision of the rules in force
 * @param hash of the rules in force; empty for rules that were read from no text
 * @param session of that record, which completes a snapshot; so do the kind and the snapshot's number
 * @param partition of flux-status that held the record
 * @param offset of the record in that partition
 * @param chunk counted from 0
 * @param chunks how many there are
 * @param data a part of the compressed rows, in Base64
 */
public record CheckpointChunk(
        String cluster,
        long record,
        Instant at,
        long revision,
        String hash,
        String session,
        String kind,
        long snapshot,
        int partition,
        long offset,
        int chunk,
        int chunks,
        String data) {
    public CheckpointChunk {
        if (cluster.isEmpty()) {
            throw new IllegalArgumentException("cluster must not be empty");
        }
        if (record < 1) {
            throw new IllegalArgumentException("record must be at least 1, but was " + record);
        }
        if (chunk < 0 || chunk >= chunks) {
            throw new IllegalArgumentException("chunk must be from 0 to " + (chunks - 1) + ", but was " + chunk);
        }
        at = EventTime.of(at);
    }
}
