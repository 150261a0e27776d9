package io.fluxstream.watcher;

import io.fluxstream.schemas.WatchCursor;
import io.fluxstream.security.kafka.Refusal;
import io.fluxstream.watcher.kubernetes.ClusterAccess;
import io.fluxstream.watcher.kubernetes.ClusterWatch;
import io.fluxstream.watcher.kubernetes.ListSlots;
import io.fluxstream.watcher.kubernetes.Timing;
import io.fluxstream.watcher.masking.CredentialMask;
import io.fluxstream.watcher.publish.ClusterFeed;
import io.fluxstream.watcher.publish.CursorStore;
import io.fluxstream.watcher.publish.ProducerFactory;
import io.fluxstream.watcher.publish.StatusLog;
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
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches clusters, or plays recordings of them, and publishes what it sees to flux-status. */
public final class Watcher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watcher.class);
    private static final Tracer NO_TRACES = OpenTelemetry.noop().getTracer("none");
    private static final SecureRandom SESSIONS = new SecureRandom();
    private static final Duration CURSOR_READ = Duration.ofSeconds(10);
    private static final Duration CURSOR_RETRY = Duration.ofSeconds(2);
    private static final Duration LAST_RECORDS = Duration.ofSeconds(5);

    private final WatcherConfig config;
    private final Timing timing;
    private final Clock clock;
    private final StatusLog log;
    private final WatcherMeters meters;
    private final ListSlots slots = new ListSlots();
    private final Map<String, ClusterAccess> accesses = new TreeMap<>();
    private final List<RecordingPlayer> players = new ArrayList<>();
    private final List<ClusterWatch> watches = new CopyOnWriteArrayList<>();
    private final Thread starter;
    private volatile boolean isClosed;
    private volatile boolean hasCursors;

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
        starter = new Thread(this::startWatches, "watcher-start");
        starter.setDaemon(true);
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
        watcher.starter.start();
        return watcher;
    }

    /** How each cluster goes, in order of their names, recordings last. */
    public List<ClusterStatus> status() {
        List<ClusterStatus> status = new ArrayList<>();
        watches.forEach(watch -> status.add(watch.status()));
        players.forEach(player -> status.addAll(player.status()));
        return List.copyOf(status);
    }

    /** How each cluster was some seconds ago at most; unlike {@link #status} it never waits. */
    public List<ClusterStatus> recentStatus() {
        List<ClusterStatus> status = new ArrayList<>();
        watches.forEach(watch -> status.add(watch.recentStatus()));
        players.forEach(player -> status.addAll(player.status()));
        return List.copyOf(status);
    }

    /** Whether Kafka acknowledges what is written, and the cursors in it could be read. */
    public boolean isHeard() {
        return hasCursors && log.isAcknowledged();
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

    /** Cursors come first: without them a restart could not tell what was missed. */
    private void startWatches() {
        if (accesses.isEmpty()) {
            hasCursors = true;
            return;
        }
        Map<String, WatchCursor> cursors = readCursors();
        hasCursors = true;
        SplittableRandom random = new SplittableRandom();
        accesses.forEach((cluster, access) -> {
            if (!isClosed) {
                Map<String, WatchCursor> own = new TreeMap<>();
                cursors.values().stream()
                        .filter(cursor -> cursor.cluster().equals(cluster))
                        .forEach(cursor -> own.put(cursor.kind(), cursor));
                ClusterFeed feed = new ClusterFeed(log.lane(cluster), Watcher::newSession, clock, System::nanoTime);
                ClusterWatch watch = new ClusterWatch(
                        feed, access, config.kinds(), own, log::write, slots, timing, clock, random.split());
                watches.add(watch);
                meters.show(watch::recentStatus, watch::waiting);
                watch.start();
                LOG.info(
                        "cluster {}: watching {} kinds at {}",
                        cluster,
                        config.kinds().size(),
                        access.url());
            }
        });
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

    private static String newSession() {
        byte[] bytes = new byte[6];
        SESSIONS.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Stops reading, lets Kafka acknowledge what was read, and leaves the cursors there. */
    @Override
    public void close() {
        isClosed = true;
        starter.interrupt();
        players.forEach(RecordingPlayer::close);
        watches.forEach(ClusterWatch::stop);
        try {
            starter.join();
            if (log.flush(LAST_RECORDS)) {
                watches.forEach(ClusterWatch::writeLastCursors);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.close();
        watches.forEach(ClusterWatch::close);
        slots.close();
    }
}
