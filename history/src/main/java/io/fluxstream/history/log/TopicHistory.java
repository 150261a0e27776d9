package io.fluxstream.history.log;

import io.fluxstream.schemas.Checkpoint;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What a broker holds of flux-status when it is asked, one partition after another: so the order is the same each time. */
public final class TopicHistory implements History {
    private final Map<String, String> kafka;
    private final Set<String> clusters;
    private final Starts.Finder finder;
    private final Map<String, Checkpoint> starts = new ConcurrentHashMap<>();
    private final List<String> startRemarks = new ArrayList<>();
    private final List<Integer> cutPartitions = new ArrayList<>();
    private @Nullable Instant cutAt;

    /**
     * A topic's history.
     *
     * @param kafka settings of Kafka's clients
     * @param clusters the only ones wanted: only their partitions are read; empty for all
     */
    public TopicHistory(Map<String, String> kafka, Set<String> clusters) {
        this(kafka, clusters, Starts.Finder.NONE);
    }

    /**
     * A topic's history from somewhere on.
     *
     * @param finder knows where clusters can begin
     */
    public TopicHistory(Map<String, String> kafka, Set<String> clusters, Starts.Finder finder) {
        this.kafka = Map.copyOf(kafka);
        this.clusters = Set.copyOf(clusters);
        this.finder = finder;
    }

    @Override
    public String name() {
        return "topic " + Topics.STATUS.name() + " at " + kafka.get("bootstrap.servers");
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>(startRemarks);
        if (cutAt != null) {
            remarks.add(cut(cutAt));
        }
        return remarks;
    }

    private String cut(Instant at) {
        return "retention has removed what was appended before " + at + " from "
                + (cutPartitions.size() == 1 ? "partition " : "partitions ")
                + cutPartitions.stream().map(Object::toString).collect(Collectors.joining(", "))
                + ": clusters in there that have no checkpoint are judged from the middle of their history";
    }

    @Override
    public Optional<Checkpoint> start(String cluster) {
        return Optional.ofNullable(starts.remove(cluster));
    }

    /** Takes records as the broker holds them. */
    @FunctionalInterface
    public interface RecordSink {
        /** Takes a record; says whether more is wanted. */
        boolean accept(LogRecord record, double fractionRead) throws IOException;
    }

    /**
     * Hands over all records as they are, partition after partition, whatever the starts.
     *
     * @throws IOException if the sink does, or a {@link HistoryException} if they cannot be read
     */
    public void records(RecordSink sink) throws IOException {
        readAll(Starts.Finder.NONE, (records, starts, fraction) -> {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                if (!sink.accept(LogRecord.of(record), fraction)) {
                    return false;
                }
            }
            return true;
        });
    }

    @Override
    public void read(BatchSink sink) throws HistoryException {
        try {
            readAll(finder, (records, starts, fraction) -> sink.accept(() -> decode(records, starts), fraction));
        } catch (HistoryException e) {
            throw e;
        } catch (IOException e) {
            throw new HistoryException(name() + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Takes what was polled. */
    private interface Polled {
        boolean accept(List<ConsumerRecord<byte[], byte[]>> records, Starts starts, double fraction) throws IOException;
    }

    private void readAll(Starts.Finder starts, Polled sink) throws IOException {
        cutPartitions.clear();
        cutAt = null;
        startRemarks.clear();
        try (PartitionReader reader = PartitionReader.open(kafka)) {
            List<TopicPartition> wanted = wanted(reader.partitions(Topics.STATUS));
            PartitionReader.Extent all = reader.extent(wanted);
            double records = Math.max(1, all.records());
            long done = 0;
            for (TopicPartition partition : wanted) {
                Starts found = starts.find(partition.partition(), all.begin(partition), all.end(partition));
                take(found);
                if (!read(reader, partition, found, all, done, records, sink)) {
                    return;
                }
                done += all.records(partition);
            }
        } catch (KafkaException e) {
            throw Unreadable.because(kafka, e);
        }
    }

    private void take(Starts found) {
        startRemarks.addAll(found.remarks());
        starts.putAll(found.checkpoints());
    }

    private boolean read(
            PartitionReader reader,
            TopicPartition partition,
            Starts from,
            PartitionReader.Extent all,
            long done,
            double records,
            Polled sink)
            throws IOException {
        boolean[] first = {true};
        long begin = all.begin(partition);
        return reader.read(partition, from.from(), all.end(partition), batch -> {
            if (first[0] && begin > 0 && from.from() <= begin) {
                noteCut(partition.partition(), Instant.ofEpochMilli(batch.get(0).timestamp()));
            }
            first[0] = false;
            long read = batch.get(batch.size() - 1).offset() + 1 - begin;
            return sink.accept(batch, from, Math.min(1, (done + read) / records));
        });
    }

    private void noteCut(int partition, Instant at) {
        cutPartitions.add(partition);
        Instant known = cutAt;
        cutAt = known == null || at.isAfter(known) ? at : known;
    }

    private static Events decode(List<ConsumerRecord<byte[], byte[]>> batch, Starts starts) {
        Events.Builder events = new Events.Builder(batch.size(), starts);
        batch.forEach(record -> events.add(LogRecord.of(record)));
        return events.build();
    }

    private List<TopicPartition> wanted(List<TopicPartition> found) {
        Set<Integer> home = clusters.stream()
                .map(cluster -> ClusterPartitioner.partition(cluster, found.size()))
                .collect(Collectors.toSet());
        return found.stream()
                .filter(partition -> home.isEmpty() || home.contains(partition.partition()))
                .toList();
    }
}
