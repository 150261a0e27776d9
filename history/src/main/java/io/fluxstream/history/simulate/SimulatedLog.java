package io.fluxstream.history.simulate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.history.log.LogRecord;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.Topics;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** Simulated records with the places that a broker would give them. */
final class SimulatedLog implements Iterator<LogRecord> {
    private final Iterator<FluxStatusEvent> events;
    private final int partitions;
    private final long[] offsets;
    private final Map<String, Integer> partitionOf = new HashMap<>();

    SimulatedLog(Iterator<FluxStatusEvent> events, int partitions) {
        this.events = events;
        this.partitions = partitions;
        this.offsets = new long[partitions];
    }

    @Override
    public boolean hasNext() {
        return events.hasNext();
    }

    @Override
    public LogRecord next() {
        FluxStatusEvent event = events.next();
        int partition = partitionOf.computeIfAbsent(
                event.cluster(), cluster -> ClusterPartitioner.partition(cluster, partitions));
        long offset = offsets[partition];
        offsets[partition]++;
        return new LogRecord(
                partition,
                offset,
                event.observedAt(),
                event.key().getBytes(UTF_8),
                Topics.STATUS.codec().encode(event));
    }
}
