package io.fluxstream.watcher.share;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.schemas.ClientSettings;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.Decoded;
import io.fluxstream.schemas.Topics;
import io.fluxstream.security.kafka.Refusal;
import io.fluxstream.watcher.masking.CredentialMask;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads back where sessions begin in flux-status, which is what decides whose a cluster is.
 *
 * <p>Without a group, all clusters are ours from the start, until another watcher begins a later session. With a group, those are ours
 * whose partition of flux-status the group gives us: watchers of one group share the clusters, and who dies is replaced.
 */
public final class SessionLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SessionLog.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(2);
    /** What waits to be read is all that every watcher writes: it is fetched by the half second, not by the record. */
    private static final int WORTH_FETCHING = 128 * 1024;

    private static final Duration LAST_CALLS = Duration.ofSeconds(10);
    private static final String TOPIC = Topics.STATUS.name();

    private final Map<String, String> kafka;
    private final Set<String> clusters;
    private final @Nullable String group;
    private final Sessions sessions;
    private final ClusterHolder holder;
    private final Thread thread;
    /** Where to go on in partitions that are ours without a group. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();

    private volatile boolean isClosed;
    private volatile boolean isRead;
    private volatile @Nullable Consumer<byte[], byte[]> consumer;
    private volatile String lastComplaint = "";
    private volatile boolean isRefused;
    private boolean isBegun;

    /**
     * Prepares reading.
     *
     * @param kafka settings of Kafka's clients
     * @param clusters those that we are configured to watch
     * @param group shared by watchers that are configured alike; null to watch every cluster
     */
    public SessionLog(
            Map<String, String> kafka,
            Collection<String> clusters,
            @Nullable String group,
            Sessions sessions,
            ClusterHolder holder) {
        this.kafka = Map.copyOf(kafka);
        this.clusters = new TreeSet<>(clusters);
        this.group = group;
        this.sessions = sessions;
        this.holder = holder;
        thread = new Thread(this::run, "watcher-sessions");
        thread.setDaemon(true);
    }

    /** Begins reading, and returns at once. */
    public void start() {
        thread.start();
    }

    /** Whether it is known whose the clusters are, as far as the broker tells. */
    public boolean isRead() {
        return isRead;
    }

    /** Why Kafka does not let us read; empty when it does, or does not answer at all. */
    public String refusal() {
        return isRefused ? lastComplaint : "";
    }

    private void run() {
        while (!isClosed) {
            try (Consumer<byte[], byte[]> reading = open()) {
                consumer = reading;
                if (group == null) {
                    assign(reading);
                } else {
                    reading.subscribe(List.of(TOPIC), new Sharing(reading));
                }
                follow(reading);
            } catch (WakeupException | InterruptException closing) {
                LOG.debug("no longer reading");
            } catch (KafkaException e) {
                complain(e);
                pause();
            } finally {
                consumer = null;
            }
        }
    }

    private Consumer<byte[], byte[]> open() {
        Map<String, Object> settings = ClientSettings.of(kafka);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "flux-stream-watcher-sessions");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, WORTH_FETCHING);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis());
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1024 * 1024);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 256 * 1024);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        if (group != null) {
            settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
            settings.put(
                    ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
            settings.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
            settings.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
            settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 120_000);
        }
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** From where we were, or from the end: our own sessions will come behind it. */
    private void assign(Consumer<byte[], byte[]> reading) {
        int partitions = reading.partitionsFor(TOPIC).size();
        if (partitions == 0) {
            throw new KafkaException("there is no topic " + TOPIC);
        }
        Set<TopicPartition> ours = new HashSet<>();
        clusters.forEach(
                cluster -> ours.add(new TopicPartition(TOPIC, ClusterPartitioner.partition(cluster, partitions))));
        reading.assign(ours);
        for (TopicPartition partition : ours) {
            Long position = positions.get(partition);
            if (position == null) {
                standAtEnd(reading, partition);
                positions.put(partition, reading.position(partition));
            } else {
                reading.seek(partition, position);
            }
        }
        if (!isBegun) {
            isBegun = true;
            holder.take(clusters);
        }
    }

    private static void standAtEnd(Consumer<byte[], byte[]> reading, TopicPartition partition) {
        reading.seekToEnd(List.of(partition));
        // It is not looked up before it is asked for.
        reading.position(partition);
    }

    private void follow(Consumer<byte[], byte[]> reading) {
        while (!isClosed) {
            ConsumerRecords<byte[], byte[]> records = reading.poll(POLL);
            records.forEach(this::read);
            records.nextOffsets().forEach((partition, next) -> positions.put(partition, next.offset()));
            isRead = true;
            isRefused = false;
            lastComplaint = "";
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        byte[] key = record.key();
        byte[] value = record.value();
        if (key == null || value == null || isOfResource(key) || !clusters.contains(new String(key, UTF_8))) {
            return;
        }
        if (Topics.STATUS.codec().decode(value) instanceof Decoded.Value<FluxStatusEvent> decoded
                && decoded.value() instanceof FluxStatusEvent.SessionStarted started) {
            began(started.cluster(), started.session());
        }
    }

    private static boolean isOfResource(byte[] key) {
        for (byte b : key) {
            if (b == '/') {
                return true;
            }
        }
        return false;
    }

    private void began(String cluster, String session) {
        switch (sessions.read(cluster, session)) {
            case LOST -> holder.lose(cluster, session);
            case REGAINED -> holder.take(Set.of(cluster));
            case AS_BEFORE -> LOG.debug("cluster {}: session {}", cluster, session);
        }
    }

    /** What the group gives to us and takes away. */
    private final class Sharing implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> reading;

        Sharing(Consumer<byte[], byte[]> reading) {
            this.reading = reading;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> standAtEnd(reading, partition));
            Set<String> ours = clustersOf(partitions);
            if (!ours.isEmpty()) {
                LOG.info("Watching now: {}", String.join(", ", ours));
                holder.take(ours);
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            Set<String> theirs = clustersOf(partitions);
            if (!theirs.isEmpty()) {
                LOG.info("No longer watching: {}", String.join(", ", theirs));
                holder.release(theirs);
                theirs.forEach(sessions::forget);
            }
        }

        private Set<String> clustersOf(Collection<TopicPartition> partitions) {
            int all = reading.partitionsFor(TOPIC).size();
            Set<String> found = new TreeSet<>();
            for (String cluster : clusters) {
                if (partitions.contains(new TopicPartition(TOPIC, ClusterPartitioner.partition(cluster, all)))) {
                    found.add(cluster);
                }
            }
            return found;
        }
    }

    /** Once for each new reason. */
    private void complain(KafkaException e) {
        isRead = false;
        isRefused = Refusal.isDenied(e);
        String reason = CredentialMask.mask(Refusal.reason(e));
        if (!reason.equals(lastComplaint)) {
            lastComplaint = reason;
            LOG.warn("Kafka cannot be read ({}); trying again", reason);
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
        } catch (InterruptedException e) {
            LOG.debug("closing");
        }
    }

    /** Stops reading, and leaves the group, so that others need not wait for us. */
    @Override
    public void close() {
        isClosed = true;
        Consumer<byte[], byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        try {
            thread.join(LAST_CALLS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
