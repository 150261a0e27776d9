package io.fluxstream.watcher;

import io.fluxstream.schemas.WatchCursor;
import io.fluxstream.security.kafka.Refusal;
import io.fluxstream.watcher.kubernetes.ClusterAccess;
import io.fluxstream.watcher.kubernetes.ClusterWatch;
import io.fluxstream.watcher.kubernetes.HttpClients;
import io.fluxstream.watcher.kubernetes.ListSlots;
import io.fluxstream.watcher.kubernetes.Timing;
import io.fluxstream.watcher.masking.CredentialMask;
import io.fluxstream.watcher.publish.ClusterFeed;
import io.fluxstream.watcher.publish.CursorStore;
import io.fluxstream.watcher.publish.ProducerFactory;
import io.fluxstream.watcher.publish.StatusLog;
import io.fluxstream.watcher.share.ClusterHolder;
import io.fluxstream.watcher.share.SessionLog;
import io.fluxstream.watcher.share.Sessions;
import io.fluxstream.watcher.status.ClusterStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches clusters, or plays recordings of them, and publishes what it sees to flux-status. */
public final class Watcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final Tracer NO_TRACES = OpenTelemetry.noop().getTracer("none");
    private static final SecureRandom SESSION_NAMES = new SecureRandom();
    private static final Duration CURSOR_READ = Duration.ofSeconds(10);
    private static final Duration CURSOR_RETRY = Duration.ofSeconds(2);
    private static final Duration LAST_RECORDS = Duration.ofSeconds(5);

    private final WatcherConfig config;
    private final Timing timing;
    private final Clock clock;
    private final StatusLog log;
    private final WatcherMeters meters;
    private final HttpClients clients = new HttpClients();
    private final ListSlots slots = new ListSlots();
    private final Map<String, ClusterAccess> accesses = new TreeMap<>();
    private final List<RecordingPlayer> players = new ArrayList<>();
    private final Map<String, ClusterWatch> watches = new ConcurrentSkipListMap<>();
    /** Statuses of the clusters that other watchers have taken from this one. */
    private final Map<String, ClusterStatus> lost = new ConcurrentSkipListMap<>();

    private final Sessions sessions = new Sessions();
    private final SessionLog sessionLog;
    private final SplittableRandom random = new SplittableRandom();
    private volatile boolean isClosed;

    private Watcher(WatcherConfig config, Timing timing, Clock clock, MeterRegistry registry, Tracer tracer) {
        this.config = config;
        this.timing = timing;
        this.clock = clock;
        for (WatchedSource source : config.sources()) {
            source.match(
                    context -> accesses.put(
                            context.cluster(), ClusterAccess.ofContext(context.context(), context.kubeconfig())),
                    endpoint -> accesses.put(
                            endpoint.cluster(),
                            ClusterAccess.ofEndpoint(endpoint.endpoint(), endpoint.tokenFile(), endpoint.caFile())),
                    inCluster -> accesses.put(inCluster.cluster(), ClusterAccess.inCluster()),
                    recorded -> null);
        }
        int clusters = accesses.size() + config.sources().size();
        log = new StatusLog(
                ProducerFactory.of(config.kafka(), StatusLog.bufferBytes(clusters)),
                config.bootstrap(),
                registry,
                tracer);
        meters = new WatcherMeters(registry, clock);
        sessionLog = new SessionLog(config.kafka(), accesses.keySet(), config.group(), sessions, new Holder());
    }

    /**
     * Starts watching and returns at once; brokers and clusters that cannot be reached are tried again for ever.
     *
     * @throws IllegalArgumentException if a kubeconfig or context does not exist; says which contexts do
     */
    public static Watcher start(WatcherConfig config) {
        return start(config, new CompositeMeterRegistry(), NO_TRACES);
    }

    /** As {@link #start(WatcherConfig)}, with meters of how it goes and a trace of each record. */
    public static Watcher start(WatcherConfig config, MeterRegistry registry, Tracer tracer) {
        return start(config, Timing.DEFAULT.withSnapshots(config.snapshots()), Clock.systemUTC(), registry, tracer);
    }

    /** As {@link #start(WatcherConfig)}, with other times and another clock, for tests. */
    public static Watcher start(WatcherConfig config, Timing timing, Clock clock) {
        return start(config, timing, clock, new CompositeMeterRegistry(), NO_TRACES);
    }

    private static Watcher start(
            WatcherConfig config, Timing timing, Clock clock, MeterRegistry registry, Tracer tracer) {
        Watcher watcher = new Watcher(config, timing, clock, registry, tracer);
        watcher.startPlayers();
        if (!watcher.accesses.isEmpty()) {
            watcher.sessionLog.start();
        }
        return watcher;
    }

    /** How each cluster goes, in order of their names, recordings last. */
    public List<ClusterStatus> status() {
        List<ClusterStatus> status = new ArrayList<>();
        watches.values().forEach(watch -> status.add(watch.status()));
        status.addAll(lost.values());
        players.forEach(player -> status.addAll(player.status()));
        return List.copyOf(status);
    }

    /** How each cluster was some seconds ago at most; unlike {@link #status} it never waits. */
    public List<ClusterStatus> recentStatus() {
        List<ClusterStatus> status = new ArrayList<>();
        watches.values().forEach(watch -> status.add(watch.recentStatus()));
        status.addAll(lost.values());
        players.forEach(player -> status.addAll(player.status()));
        return List.copyOf(status);
    }

    /** Whether Kafka acknowledges what is written, and what it holds of earlier watchers and of others can be read. */
    public boolean isHeard() {
        return (accesses.isEmpty() || sessionLog.isRead()) && log.isAcknowledged();
    }

    /** Why Kafka last refused what is written or read back; empty when it has not, or does not answer at all. */
    public String refusal() {
        return log.refusal().isEmpty() ? sessionLog.refusal() : log.refusal();
    }

    /** Whether others of the group watch all clusters, so that there is nothing to do until one of them ends. */
    public boolean isStandby() {
        return config.group() != null && sessionLog.isRead() && watches.isEmpty() && lost.isEmpty();
    }

    /** Whether it has stopped writing although nobody closed it: only a new one can help. */
    public boolean hasEnded() {
        return log.hasEnded();
    }

    /** The brokers that it writes to. */
    public String bootstrapServers() {
        return config.bootstrap();
    }

    /** Done once all recordings were handed over; fails if one could not be read. */
    public CompletableFuture<Void> played() {
        return CompletableFuture.allOf(
                players.stream().map(RecordingPlayer::played).toArray(CompletableFuture[]::new));
    }

    /** Waits until Kafka has acknowledged everything seen so far; says whether it did in time. */
    public boolean flush(Duration within) throws InterruptedException {
        return log.flush(within);
    }

    private void startPlayers() {
        for (WatchedSource source : config.sources()) {
            if (source instanceof WatchedSource.Recorded recorded) {
                players.add(new RecordingPlayer(recorded, log::lane, clock));
            }
        }
        players.forEach(player -> player.show(meters));
        players.forEach(RecordingPlayer::start);
    }

    /** What is watched here, as the log and the group have it. */
    private final class Holder implements ClusterHolder {
        /** Cursors come first: without them a restart could not tell what was missed. */
        @Override
        public void take(Set<String> clusters) {
            Map<String, WatchCursor> cursors = readCursors();
            for (String cluster : clusters) {
                if (!isClosed) {
                    watch(cluster, cursors);
                }
            }
        }

        @Override
        public void release(Set<String> clusters) {
            clusters.forEach(lost::remove);
            leave(clusters.stream()
                    .map(watches::get)
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .toList());
        }

        @Override
        public void lose(String cluster, String session) {
            ClusterWatch watch = watches.remove(cluster);
            if (watch == null) {
                return;
            }
            LOG.warn(
                    "cluster {}: another watcher has begun to watch it (session {}), so this one stops; watchers that share"
                            + " clusters name the same watcher.group",
                    cluster,
                    session);
            ClusterStatus last = watch.recentStatus();
            lost.put(cluster, last.takenBy(session));
            watch.stop();
            forget(watch);
        }
    }

    private void watch(String cluster, Map<String, WatchCursor> cursors) {
        ClusterAccess access = Objects.requireNonNull(accesses.get(cluster));
        Map<String, WatchCursor> own = new TreeMap<>();
        cursors.values().stream()
                .filter(cursor -> cursor.cluster().equals(cluster))
                .forEach(cursor -> own.put(cursor.kind(), cursor));
        ClusterFeed feed = new ClusterFeed(log.lane(cluster), () -> newSession(cluster), clock, System::nanoTime);
        ClusterWatch watch = new ClusterWatch(
                feed, access, config.kinds(), own, log::write, clients, slots, timing, clock, random.split());
        lost.remove(cluster);
        watches.put(cluster, watch);
        meters.show(watch::recentStatus, watch::waiting);
        watch.start();
        LOG.info("cluster {}: watching {} kinds at {}", cluster, config.kinds().size(), access.url());
    }

    /** Stops reading, lets Kafka acknowledge what was read, and leaves the cursors there. */
    private void leave(List<ClusterWatch> left) {
        left.forEach(ClusterWatch::stop);
        try {
            if (log.flush(left.stream().map(ClusterWatch::lane).toList(), LAST_RECORDS)) {
                left.forEach(ClusterWatch::writeLastCursors);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        left.forEach(watch -> {
            watches.remove(watch.cluster());
            forget(watch);
        });
    }

    private void forget(ClusterWatch watch) {
        meters.hide(watch.cluster());
        watch.close();
        log.drop(watch.lane());
    }

    private Map<String, WatchCursor> readCursors() {
        boolean hasComplained = false;
        while (!isClosed) {
            try {
                return CursorStore.read(config.kafka(), CURSOR_READ);
            } catch (KafkaException e) {
                if (!hasComplained) {
                    hasComplained = true;
                    LOG.warn(
                            "Kafka at {} cannot be read ({}); trying again, watching begins then",
                            config.bootstrap(),
                            CredentialMask.mask(Refusal.reason(e)));
                }
            }
            try {
                Thread.sleep(CURSOR_RETRY.toMillis());
            } catch (InterruptedException e) {
                return Map.of();
            }
        }
        return Map.of();
    }

    private String newSession(String cluster) {
        byte[] bytes = new byte[6];
        SESSION_NAMES.nextBytes(bytes);
        String session = HexFormat.of().formatHex(bytes);
        sessions.begun(cluster, session);
        return session;
    }

    /** Stops reading, lets Kafka acknowledge what was read, and leaves the cursors there. */
    @Override
    public void close() {
        isClosed = true;
        players.forEach(RecordingPlayer::close);
        sessionLog.close();
        leave(List.copyOf(watches.values()));
        log.close();
        slots.close();
        clients.close();
    }
}
