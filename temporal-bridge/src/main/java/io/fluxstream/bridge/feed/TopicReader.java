package io.fluxstream.bridge.feed;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Reads partitions up to where they end at that moment. */
final class TopicReader implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(200);
    /** Reading that gets no further for so long has lost its broker. */
    private static final Duration STUCK = Duration.ofSeconds(20);

    private final KafkaConsumer<String, byte[]> consumer;

    TopicReader(KafkaSettings kafka) {
        consumer = kafka.reader();
    }

    List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> infos = consumer.partitionsFor(topic);
        if (infos == null || infos.isEmpty()) {
            throw new UnknownTopicOrPartitionException("there is no topic " + topic);
        }
        return IntStream.range(0, infos.size())
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
    }

    void readAll(Collection<TopicPartition> partitions, Consumer<Item> each) {
        read(consumer.beginningOffsets(partitions), each);
    }

    /** Reads about so many of the newest offsets of each partition. Says whether that was everything. */
    boolean readNewest(Collection<TopicPartition> partitions, long offsets, Consumer<Item> each) {
        Map<TopicPartition, Long> begin = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> from = new HashMap<>(begin);
        consumer.endOffsets(partitions).forEach((partition, end) -> from.merge(partition, end - offsets, Math::max));
        read(from, each);
        return from.equals(begin);
    }

    private void read(Map<TopicPartition, Long> from, Consumer<Item> each) {
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        Map<TopicPartition, Long> ends = consumer.endOffsets(from.keySet());
        long last = System.nanoTime();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            int count = 0;
            for (var record : consumer.poll(POLL)) {
                if (record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L)) {
                    each.accept(Item.of(record));
                }
                count++;
            }
            if (count > 0) {
                last = System.nanoTime();
            } else if (System.nanoTime() - last > STUCK.toNanos()) {
                throw new KafkaException("reading " + from.keySet() + " gets no further");
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
