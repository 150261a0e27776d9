package io.fluxstream.bridge.feed;

import io.fluxstream.bridge.state.Cursor;
import io.fluxstream.bridge.state.Position;
import io.fluxstream.bridge.workflow.Signals;
import io.fluxstream.schemas.Topic;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One consumer and the workflows it feeds. Where to read from is for the workflows to say: the group's offsets only tell
 * an operator how far behind the bridge is.
 */
public final class Feed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final long BETWEEN_COMMITS = Duration.ofSeconds(1).toNanos();
    /** How long one workflow may keep the others from being fed at the start. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Whoever may not read is told so by an answer, not by joining: it takes a while to know that all is well again. */
    private static final long PROVEN = Duration.ofSeconds(3).toNanos();

    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(2);
    private static final Duration CLOSING = Duration.ofSeconds(5);

    private final String group;
    private final Routes routes;
    private final Shared shared;
    private final Failures failures;
    private final Thread thread;
    private final ConcurrentSkipListMap<String, Target> targets = new ConcurrentSkipListMap<>();

    private final CountDownLatch closing = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<CompletableFuture<Boolean>> questions = new ConcurrentLinkedQueue<>();

    // Of the thread.
    private int partitions;
    private Map<TopicPartition, Long> committed = new HashMap<>();
    private long lastCommit;
    private boolean placed;
    private long placedAt;
    /** Where the partitions ended when they were assigned, of those that have not been read so far yet. */
    private Map<TopicPartition, Long> unread = Map.of();

    private volatile Consumer<String, byte[]> consumer;
    private volatile boolean active;
    private volatile boolean ready;
    private volatile boolean stopped;

    private Feed(String group, Routes routes, Asking asking, KafkaSettings kafka, BridgeMeters meters, Tracer tracer) {
        this.group = group;
        this.routes = routes;
        this.shared = new Shared(
                routes.topics().stream().map(Topic::name).collect(Collectors.toUnmodifiableSet()),
                asking,
                kafka,
                new Rebuilds(group + "-rebuild"),
                new ServerShare(targets::size),
                meters,
                tracer);
        this.failures = new Failures(LOG, "Reading " + shared.topics() + " from " + kafka.bootstrapServers());
        this.consumer = kafka.consumer(group);
        this.thread = new Thread(this::run, group);
        this.thread.setDaemon(true);
    }

    /** Alerts have a consumer of their own: they never queue behind status. */
    public static Feed ofAlerts(
            Signals signals, Asking asking, KafkaSettings kafka, BridgeMeters meters, Tracer tracer) {
        return started(
                new Feed("flux-stream-bridge-alerts", Routes.alerts(signals, asking), asking, kafka, meters, tracer));
    }

    public static Feed ofWatches(
            Signals signals, Asking asking, KafkaSettings kafka, BridgeMeters meters, Tracer tracer) {
        return started(
                new Feed("flux-stream-bridge-watch", Routes.watches(signals, asking), asking, kafka, meters, tracer));
    }

    private static Feed started(Feed feed) {
        feed.thread.start();
        return feed;
    }

    /** Whether it stands by, or has read what was there when it began to feed. */
    public boolean isReady() {
        return ready;
    }

    /** Whether it feeds any workflow, rather than stand by. */
    public boolean feeds() {
        return active && !targets.isEmpty();
    }

    public List<TargetStatus> status() {
        return targets.values().stream().map(Target::status).toList();
    }

    /** Why reading fails; empty when it does not. */
    public String failure() {
        return failures.lastReason();
    }

    /** Has everything sent that is only held back because it is not urgent. */
    public void hurry() {
        targets.values().forEach(Target::hurry);
    }

    /** Whether everything that is in the topics now has been read. */
    public boolean isCaughtUp() {
        CompletableFuture<Boolean> question = new CompletableFuture<>();
        questions.add(question);
        return question.completeOnTimeout(false, ANSWERED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private void run() {
        while (!stopped) {
            try {
                follow();
            } catch (RuntimeException e) {
                if (e instanceof WakeupException || stopped) {
                    break;
                }
                pause(failures.failed(e, "trying again"));
                // Before the farewell to the group, which would commit what is fed, and fail as this did.
                drop();
                consumer.close(CloseOptions.timeout(CLOSING));
                consumer = shared.kafka().consumer(group);
            } finally {
                drop();
            }
        }
        consumer.close(CloseOptions.timeout(CLOSING));
    }

    private void follow() {
        consumer.subscribe(shared.topics(), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
                begin(assigned);
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
                commit(true);
                drop();
            }

            @Override
            public void onPartitionsLost(Collection<TopicPartition> lost) {
                drop();
            }
        });
        while (!stopped) {
            route(consumer.poll(POLL));
            if (placed && System.nanoTime() - placedAt > PROVEN) {
                failures.succeeded();
            }
            if (!ready && active) {
                unread.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
                ready = unread.isEmpty();
            }
            commit(false);
            answer();
        }
    }

    private void answer() {
        CompletableFuture<Boolean> question = questions.poll();
        while (question != null) {
            question.complete(active
                    && consumer.endOffsets(consumer.assignment()).entrySet().stream()
                            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue()));
            question = questions.poll();
        }
    }

    private void begin(Collection<TopicPartition> assigned) {
        drop();
        if (assigned.isEmpty()) {
            LOG.info("{}: another bridge is at work, standing by", group);
            ready = true;
            place();
            return;
        }
        partitions =
                1 + assigned.stream().mapToInt(TopicPartition::partition).max().orElse(0);
        try (TopicReader reader = new TopicReader(shared.kafka())) {
            for (String name : routes.known(reader)) {
                targets.put(name, target(name).started());
            }
        }
        Map<TopicPartition, Long> from = new HashMap<>(consumer.beginningOffsets(assigned));
        resume().forEach((partition, offset) -> from.merge(partition, offset, Math::max));
        from.forEach(consumer::seek);
        unread = new HashMap<>(consumer.endOffsets(assigned));
        active = true;
        place();
        LOG.info("{}: reading for {} workflows", group, targets.size());
    }

    private void place() {
        placed = true;
        placedAt = System.nanoTime();
    }

    /**
     * The lowest place at which any workflow goes on, by partition. A workflow that knows nothing of a partition that
     * concerns it goes on at its beginning; one that is rebuilt reads for itself.
     */
    private Map<TopicPartition, Long> resume() {
        Map<TopicPartition, Long> lowest = new HashMap<>();
        targets.forEach((name, target) -> {
            Optional<Position> position = target.resumesAt(PATIENCE);
            if (position.isPresent()) {
                Map<TopicPartition, Long> next = new HashMap<>();
                for (TopicPartition partition : routes.concerns(name, partitions)) {
                    next.put(partition, 0L);
                }
                for (Cursor cursor : position.get().cursors()) {
                    next.put(new TopicPartition(cursor.topic(), cursor.partition()), cursor.offset() + 1);
                }
                next.forEach((partition, offset) -> lowest.merge(partition, offset, Math::min));
            }
        });
        lowest.keySet().removeIf(partition -> !shared.topics().contains(partition.topic()));
        return lowest;
    }

    private Target target(String name) {
        return new Target(routes.destination(name, partitions), shared);
    }

    private void route(Iterable<ConsumerRecord<String, byte[]>> records) {
        Map<String, List<Item>> byTarget = new TreeMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            Item item = Item.of(record);
            byTarget.computeIfAbsent(routes.nameFor(item), name -> new ArrayList<>())
                    .add(item);
        }
        byTarget.forEach((name, items) -> {
            if (!isUnnamed(name)) {
                targets.computeIfAbsent(name, unknown -> target(unknown).startedByRebuilding())
                        .offer(items);
            }
        });
    }

    /** A record without a key can be of no cluster. */
    private boolean isUnnamed(String name) {
        return name.isEmpty() && !targets.containsKey(name);
    }

    /** Commits what every workflow has acknowledged. */
    private void commit(boolean now) {
        if (!active || (!now && System.nanoTime() - lastCommit < BETWEEN_COMMITS)) {
            return;
        }
        lastCommit = System.nanoTime();
        Map<TopicPartition, Long> acknowledged = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            acknowledged.put(partition, consumer.position(partition));
        }
        targets.forEach((name, target) -> {
            for (TopicPartition partition : routes.concerns(name, partitions)) {
                target.lowestWaiting(partition)
                        .ifPresent(waiting ->
                                acknowledged.computeIfPresent(partition, (same, offset) -> Math.min(offset, waiting)));
            }
        });
        acknowledged.entrySet().removeIf(entry -> entry.getValue() <= committed.getOrDefault(entry.getKey(), 0L));
        if (!acknowledged.isEmpty()) {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            acknowledged.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
            if (now) {
                consumer.commitSync(offsets, CLOSING);
            } else {
                consumer.commitAsync(offsets, (done, failure) -> {});
            }
            committed.putAll(acknowledged);
        }
    }

    private void drop() {
        ready = false;
        active = false;
        placed = false;
        targets.values().forEach(Target::close);
        targets.clear();
        committed = new HashMap<>();
    }

    /** An interrupt would spoil the farewell to the group, so closing ends the pause instead. */
    private void pause(long millis) {
        try {
            if (closing.await(millis, TimeUnit.MILLISECONDS)) {
                LOG.debug("{}: closing", group);
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
        consumer.wakeup();
        try {
            thread.join(2 * CLOSING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        shared.rebuilds().close();
    }
}
