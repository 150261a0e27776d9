package io.fluxstream.processor;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how long it takes to read the memory back from its changelog: from the first partition that begins to the last one that ends.
 * Partitions with nothing to be read back do not count.
 */
final class RestoreWatch implements StateRestoreListener {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreWatch.class);

    private final LongSupplier nanos;
    private final Set<TopicPartition> underWay = new HashSet<>();
    private long began;
    private long records;
    private int partitions;
    private volatile double seconds;

    /** @param nanos a clock that never jumps */
    RestoreWatch(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How long it took the last time, in seconds; 0 when nothing had to be read. */
    double lastSeconds() {
        return seconds;
    }

    @Override
    public synchronized void onRestoreStart(TopicPartition partition, String store, long from, long to) {
        if (to <= from) {
            return;
        }
        if (underWay.isEmpty()) {
            began = nanos.getAsLong();
            records = 0;
            partitions = 0;
        }
        underWay.add(partition);
    }

    @Override
    public synchronized void onBatchRestored(TopicPartition partition, String store, long to, long count) {
        records += count;
    }

    @Override
    public synchronized void onRestoreEnd(TopicPartition partition, String store, long total) {
        if (!underWay.remove(partition)) {
            return;
        }
        partitions++;
        if (underWay.isEmpty()) {
            seconds = (nanos.getAsLong() - began) / 1e9;
            LOG.info(
                    "Memory of {} partitions read back: {} records in {} s",
                    partitions,
                    records,
                    String.format(Locale.ROOT, "%.1f", seconds));
        }
    }

    /** The partition went to another processor meanwhile. */
    @Override
    public synchronized void onRestoreSuspended(TopicPartition partition, String store, long total) {
        underWay.remove(partition);
    }
}
