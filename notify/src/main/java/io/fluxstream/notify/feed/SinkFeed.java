package io.fluxstream.notify.feed;

import io.fluxstream.schemas.Topics;
import io.fluxstream.security.kafka.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One sink's way through flux-alerts: a thread, a consumer group and its cursor, so that a sink that is slow or down holds up no
 * other. While an attempt waits nothing more is read, but the group is kept.
 */
public final class SinkFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long BETWEEN_COMMITS = Duration.ofSeconds(1).toNanos();
    private static final long BETWEEN_LOOKS = Duration.ofSeconds(10).toNanos();
    /** Whoever may not read is told so by an answer, not by joining: it takes a while to know that all is well again. */
    private static final long PROVEN = Duration.ofSeconds(3).toNanos();

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final String name;
    private final String kind;
    private final Sink sink;
    private final KafkaClients kafka;
    private final Tally tally = new Tally();
    private final Trouble sinkTrouble;
    private final Trouble kafkaTrouble;
    private final Backoff kafkaBackoff;
    private final DeadLetterLog deadLetters;
    private final Delivery delivery;
    private final Placement placement;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    // Of the thread.
    private final Backlog backlog = new Backlog();
    private final Set<TopicPartition> assigned = new HashSet<>();
    private final Map<TopicPartition, Long> read = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private boolean joined;
    private boolean busy;
    private long lastCommit;
    private long lastLook;
    private long assignedAt;

    private volatile @Nullable KafkaConsumer<byte[], byte[]> open;
    private volatile boolean stopped;

    private SinkFeed(String name, String kind, Begin begin, Pacing pacing, Sink sink, KafkaClients kafka) {
        this.name = name;
        this.kind = kind;
        this.sink = sink;
        this.kafka = kafka;
        sinkTrouble = new Trouble(LOG, "Sink " + name);
        kafkaTrouble = new Trouble(LOG, "Sink " + name + ": Kafka at " + kafka.bootstrapServers());
        kafkaBackoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));
        deadLetters = new DeadLetterLog(kafka, name);
        delivery = new Delivery(
                sink,
                deadLetters::write,
                pacing,
                tally,
                sinkTrouble,
                new Refusals(LOG, "Sink " + name),
                System::nanoTime);
        placement = new Placement("Sink " + name, begin, sink, kafka);
        thread = new Thread(this::run, group(name));
        thread.setDaemon(true);
    }

    /** Begins to feed a sink, which is closed with it. */
    public static SinkFeed start(String name, String kind, Begin begin, Pacing pacing, Sink sink, KafkaClients kafka) {
        SinkFeed feed = new SinkFeed(name, kind, begin, pacing, sink, kafka);
        feed.thread.start();
        return feed;
    }

    /** The consumer group that holds a sink's cursor. */
    public static String group(String sink) {
        return "flux-stream-notify-" + sink;
    }

    public SinkStatus status() {
        List<String> failures = new ArrayList<>();
        for (Trouble trouble : List.of(kafkaTrouble, sinkTrouble)) {
            if (!trouble.reason().isEmpty()) {
                failures.add(trouble.reason());
            }
        }
        return new SinkStatus(
                name,
                kind,
                tally.placed && failures.isEmpty(),
                tally.sent.get(),
                tally.refreshed.get(),
                tally.failed.get(),
                tally.retried.get(),
                tally.deadLetters.get(),
                tally.lag,
                tally.firing,
                String.join("; ", failures));
    }

    private void run() {
        while (!stopped) {
            try {
                KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(group(name));
                open = consumer;
                follow(consumer);
            } catch (WakeupException e) {
                LOG.debug("{} is closing", name);
            } catch (KafkaException e) {
                failed(inWords(e), "trying again, nothing is lost");
            } catch (RuntimeException e) {
                LOG.error("Sink {} failed unexpectedly", name, e);
                failed("was followed by an unexpected " + e, "beginning again at the cursor");
            } finally {
                leave();
            }
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.subscribe(Set.of(Topics.ALERTS.name()), new Rebalances(consumer));
        while (!stopped) {
            take(consumer);
            read.putAll(placement.place(consumer, backlog));
            tally.placed = joined;
            busy = delivery.step(backlog);
            commit(consumer, false);
            look(consumer);
        }
    }

    private void take(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> placed = assigned.stream()
                .filter(partition -> !placement.isWaiting(partition))
                .toList();
        if (backlog.isEmpty()) {
            consumer.resume(placed);
        } else {
            consumer.pause(placed);
        }
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(patience());
            for (ConsumerRecord<byte[], byte[]> record : records) {
                backlog.add(Reading.of(Origin.of(record)));
            }
            records.nextOffsets().forEach((partition, next) -> read.put(partition, next.offset()));
        } catch (InvalidOffsetException e) {
            LOG.warn("Sink {}: {}; looking for the place to go on", name, e.getMessage());
            placement.assigned(consumer, e.partitions());
        }
    }

    /** How long to wait for records: not at all while there is something to send. */
    private Duration patience() {
        Duration pause = delivery.pause();
        if (pause.isZero()) {
            return busy || !backlog.isEmpty() ? Duration.ZERO : POLL;
        }
        return pause.compareTo(POLL) < 0 ? pause : POLL;
    }

    /** Moves the cursor behind everything that is delivered. */
    private void commit(KafkaConsumer<byte[], byte[]> consumer, boolean now) {
        if (!now && System.nanoTime() - lastCommit < BETWEEN_COMMITS) {
            return;
        }
        lastCommit = System.nanoTime();
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : assigned) {
            if (!placement.isWaiting(partition)) {
                long next = backlog.lowest(partition).orElseGet(() -> consumer.position(partition, ANSWERED_WITHIN));
                if (next != Backlog.BEFORE_EVERYTHING && next != committed.getOrDefault(partition, -1L)) {
                    offsets.put(partition, new OffsetAndMetadata(next));
                }
            }
        }
        if (offsets.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(offsets, ANSWERED_WITHIN);
        } catch (RebalanceInProgressException e) {
            return; // once it is over
        }
        offsets.forEach((partition, offset) -> committed.put(partition, offset.offset()));
    }

    /** How far behind the sink is, and whether the broker answers at all: polling does not say. */
    private void look(KafkaConsumer<byte[], byte[]> consumer) {
        tally.firing = sink.firing();
        if (System.nanoTime() - lastLook < BETWEEN_LOOKS && !(tally.lag > 0 && backlog.isEmpty())) {
            return;
        }
        lastLook = System.nanoTime();
        try {
            long lag = backlog.size();
            for (Map.Entry<TopicPartition, Long> end :
                    consumer.endOffsets(assigned, ANSWERED_WITHIN).entrySet()) {
                if (!placement.isWaiting(end.getKey())) {
                    lag += Math.max(0, end.getValue() - consumer.position(end.getKey(), ANSWERED_WITHIN));
                }
            }
            tally.lag = lag;
            if (joined && System.nanoTime() - assignedAt > PROVEN) {
                kafkaTrouble.over();
                kafkaBackoff.reset();
            } else if (!kafkaTrouble.reason().isEmpty()) {
                lookSoon();
            }
        } catch (TimeoutException e) {
            kafkaTrouble.failed("does not answer (" + e.getMessage() + ")", "trying again until it does");
        }
    }

    private void lookSoon() {
        lastLook = System.nanoTime() - BETWEEN_LOOKS;
    }

    /** What happens when partitions come and go; called by the consumer within its poll, on this thread. */
    private final class Rebalances implements ConsumerRebalanceListener {
        private final KafkaConsumer<byte[], byte[]> consumer;

        Rebalances(KafkaConsumer<byte[], byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            assigned.addAll(partitions);
            placement.assigned(consumer, partitions);
            joined = true;
            assignedAt = System.nanoTime();
            lookSoon();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            try {
                commit(consumer, true);
            } catch (KafkaException e) {
                LOG.debug("Sink {} leaves its cursor where it was: {}", name, e.getMessage());
            }
            drop(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            drop(partitions);
        }
    }

    private void drop(Collection<TopicPartition> partitions) {
        List<TopicPartition> gone = List.copyOf(partitions);
        gone.forEach(this::remember);
        gone.forEach(assigned::remove);
        gone.forEach(read::remove);
        backlog.drop(gone);
        placement.gone(gone);
        gone.forEach(committed::remove);
    }

    /** The cursor may not have been moved yet, and whoever gets the partition back must not send everything again. */
    private void remember(TopicPartition partition) {
        long waiting = backlog.lowest(partition).orElse(Long.MAX_VALUE);
        long next = Math.min(waiting, read.getOrDefault(partition, Backlog.BEFORE_EVERYTHING));
        if (next != Backlog.BEFORE_EVERYTHING) {
            placement.reached(partition, next);
        }
    }

    private void leave() {
        KafkaConsumer<byte[], byte[]> consumer = open;
        open = null;
        joined = false;
        tally.placed = false;
        if (consumer != null) {
            try {
                consumer.close(CloseOptions.timeout(CLOSING)); // says goodbye to the group, and commits on the way
            } catch (KafkaException e) {
                LOG.debug("Sink {} left its group without a word: {}", name, e.getMessage());
            }
        }
        drop(assigned);
    }

    private static String inWords(KafkaException e) {
        return Refusal.isDenied(e) ? "refused: " + Refusal.reason(e) : "cannot be used (" + Refusal.reason(e) + ")";
    }

    private void failed(String reason, String whatIsDone) {
        if (stopped) {
            return;
        }
        kafkaTrouble.failed(reason, whatIsDone);
        try {
            // An interrupt would spoil the farewell to the group, so closing ends the pause instead.
            if (closing.await(kafkaBackoff.next(Duration.ZERO).toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("{} is closing", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    @Override
    public void close() {
        stopped = true;
        closing.countDown();
        KafkaConsumer<byte[], byte[]> consumer = open;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(4 * CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        deadLetters.close();
        sink.close();
    }
}
