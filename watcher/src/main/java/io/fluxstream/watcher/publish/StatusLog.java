package io.fluxstream.watcher.publish;

import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.WatchCursor;
import io.fluxstream.schemas.trace.RecordTrace;
import io.fluxstream.security.kafka.Refusal;
import io.fluxstream.watcher.masking.CredentialMask;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic flux-status, as the watcher writes it: a lane per cluster, one producer for all.
 *
 * <p>One thread hands records to the producer, from each lane only so much at a time that the producer's buffer never
 * fills up: a partition without a leader stops its own clusters only. When the producer fails for good, a new one starts
 * with all that was not acknowledged, in order; what was written twice is stale to every reader.
 */
@SuppressWarnings("FutureReturnValueIgnored") // the callbacks hear of failures
public final class StatusLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusLog.class);
    private static final long MOST_UNDER_WAY = 512L * 1024;
    private static final Duration SILENCE = Duration.ofSeconds(5);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

    private final ProducerFactory factory;
    private final String where;
    private final Tracer tracer;
    private final List<Lane> lanes = new CopyOnWriteArrayList<>();
    private final Map<String, WatchCursor> cursors = new LinkedHashMap<>();
    private final Semaphore work = new Semaphore(0);
    private final AtomicLong refused = new AtomicLong();
    private final PublishMeters meters;
    private final Thread sender;
    private volatile boolean isClosing;
    private volatile @Nullable Exception failure;
    private volatile long lastAcknowledged = System.nanoTime();
    private volatile long generation;
    private volatile boolean isSilent;
    private volatile String lastComplaint = "";
    private volatile String lastCursorComplaint = "";

    /** Without meters. */
    public StatusLog(ProducerFactory factory, String where) {
        this(factory, where, new CompositeMeterRegistry(), OpenTelemetry.noop().getTracer("none"));
    }

    /** Starts writing; {@code where} names the brokers in messages. */
    public StatusLog(ProducerFactory factory, String where, MeterRegistry registry, Tracer tracer) {
        this.factory = factory;
        this.tracer = tracer;
        this.where = where;
        meters = new PublishMeters(registry);
        sender = new Thread(this::run, "status-log");
        sender.setDaemon(true);
        sender.start();
    }

    /** How much the producer may buffer for that many clusters. */
    public static long bufferBytes(int clusters) {
        return 16L * 1024 * 1024 + 2 * MOST_UNDER_WAY * clusters;
    }

    /** A lane for a cluster; each cluster has one. */
    public Lane lane(String cluster) {
        Lane lane = new Lane(cluster, work::release);
        lanes.add(lane);
        return lane;
    }

    /** Forgets a lane with all that was not acknowledged: whoever watches the cluster next reads it again. */
    public void drop(Lane lane) {
        lanes.remove(lane);
    }

    /** Writes a cursor soon; only the newest of each kind, and none is lost sleep over. */
    public void write(WatchCursor cursor) {
        synchronized (cursors) {
            cursors.put(cursor.key(), cursor);
        }
        work.release();
    }

    /** Records that Kafka will never take. */
    public long refused() {
        return refused.get();
    }

    /** Whether Kafka takes what is written: it has not refused since it last took something, nor kept silent for some seconds. */
    public boolean isAcknowledged() {
        return failure == null && !isSilent && lastComplaint.isEmpty();
    }

    /** Why Kafka last refused what is written; empty once it has taken something since. */
    public String refusal() {
        return lastComplaint;
    }

    /** Whether nothing is written any more although nobody closed the log. */
    public boolean hasEnded() {
        return !isClosing && !sender.isAlive();
    }

    /** Waits until everything taken so far is acknowledged; says whether it was in time. */
    public boolean flush(Duration within) throws InterruptedException {
        return flush(lanes, within);
    }

    /** As {@link #flush(Duration)}, of some of the lanes. */
    public boolean flush(Collection<Lane> some, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (some.stream().anyMatch(lane -> lane.waiting() > 0)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return true;
    }

    private void run() {
        Duration retry = FIRST_RETRY;
        while (!isClosing) {
            failure = null;
            long mine = generation + 1;
            generation = mine;
            lanes.forEach(Lane::sendAgain);
            try (Closing producer = new Closing(factory.create())) {
                long before = lastAcknowledged;
                send(producer.producer, mine);
                if (lastAcknowledged != before) {
                    retry = FIRST_RETRY;
                }
            } catch (RuntimeException e) {
                failure = e;
            }
            Exception why = failure;
            if (why != null && !isClosing) {
                meters.failed();
                complain(text(why));
                sleep(retry);
                retry = retry.multipliedBy(2).compareTo(LONGEST_RETRY) > 0 ? LONGEST_RETRY : retry.multipliedBy(2);
            }
        }
    }

    /** Once for each new reason; a broker that stays away is no news. */
    private void complain(String reason) {
        if (reason.equals(lastComplaint)) {
            LOG.debug("Kafka at {} refused again", where);
            return;
        }
        lastComplaint = reason;
        LOG.warn("Kafka at {} refused: {}; trying again, nothing is lost", where, reason);
    }

    /** Once for each new reason: everything goes on without them, until a restart. */
    private void complainOfCursor(String reason) {
        if (!reason.equals(lastCursorComplaint)) {
            lastCursorComplaint = reason;
            LOG.warn(
                    "Kafka at {} takes no cursors: {}; nothing is lost, a restart would list the clusters afresh",
                    where,
                    reason);
        }
    }

    /** Sends until the log is closed or the producer has failed. */
    private void send(Producer<String, byte[]> producer, long mine) {
        while (failure == null) {
            boolean sent = false;
            for (Lane lane : lanes) {
                sent |= sendSome(producer, lane, mine);
            }
            sent |= sendCursors(producer);
            if (sent) {
                continue;
            }
            if (isClosing) {
                return;
            }
            noteSilence();
            try {
                if (work.tryAcquire(1, TimeUnit.SECONDS)) {
                    work.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private boolean sendSome(Producer<String, byte[]> producer, Lane lane, long mine) {
        boolean sent = false;
        for (int i = 0; i < 100 && failure == null; i++) {
            Lane.Entry entry = lane.nextToSend(MOST_UNDER_WAY);
            if (entry == null) {
                return sent;
            }
            sent = true;
            Span span = span(entry);
            ProducerRecord<String, byte[]> record = new ProducerRecord<>(Topics.STATUS.name(), entry.key, entry.value);
            RecordTrace.write(span, record.headers());
            producer.send(record, (metadata, thrown) -> {
                settled(entry, thrown, mine);
                span.end();
            });
        }
        return sent;
    }

    /** A trace begins with a record of a resource; what only moves the clock would drown it. */
    private Span span(Lane.Entry entry) {
        if (entry.key.indexOf('/') < 0) {
            return Span.getInvalid();
        }
        return tracer.spanBuilder("observe")
                .setNoParent()
                .setSpanKind(SpanKind.PRODUCER)
                .setStartTimestamp(entry.made)
                .setAttribute("flux.resource", entry.key)
                .setAttribute("messaging.destination.name", Topics.STATUS.name())
                .startSpan();
    }

    private void settled(Lane.Entry entry, @Nullable Exception thrown, long mine) {
        if (thrown == null) {
            lastAcknowledged = System.nanoTime();
            lastComplaint = "";
            meters.acknowledged(System.nanoTime() - entry.madeNanos);
            entry.lane.acknowledge(entry);
        } else if (thrown instanceof RecordTooLargeException) {
            refused.incrementAndGet();
            meters.refused();
            LOG.error("Kafka at {} does not take {}: {}", where, entry.key, text(thrown));
            entry.lane.acknowledge(entry);
        } else if (mine == generation && failure == null) {
            failure = thrown;
            work.release();
        }
    }

    private boolean sendCursors(Producer<String, byte[]> producer) {
        List<WatchCursor> taken;
        synchronized (cursors) {
            taken = List.copyOf(cursors.values());
            cursors.clear();
        }
        for (WatchCursor cursor : taken) {
            producer.send(
                    new ProducerRecord<>(
                            Topics.WATCH_CURSORS.name(),
                            cursor.key(),
                            Topics.WATCH_CURSORS.codec().encode(cursor)),
                    (metadata, thrown) -> {
                        if (thrown == null) {
                            lastCursorComplaint = "";
                        } else if (thrown instanceof TopicAuthorizationException) {
                            complainOfCursor(text(thrown));
                        } else {
                            LOG.debug("cursor {} was not written: {}", cursor.key(), text(thrown));
                        }
                    });
        }
        return !taken.isEmpty();
    }

    /** Says once that Kafka does not answer, and once that it does again. */
    private void noteSilence() {
        int waiting = lanes.stream().mapToInt(Lane::waiting).sum();
        boolean silent = waiting > 0 && System.nanoTime() - lastAcknowledged > SILENCE.toNanos();
        if (waiting == 0) {
            lastAcknowledged = System.nanoTime();
        }
        if (silent && !isSilent) {
            LOG.warn("Kafka at {} acknowledges nothing; {} records wait, trying on", where, waiting);
        } else if (!silent && isSilent) {
            LOG.info("Kafka at {} acknowledges again", where);
        }
        isSilent = silent;
    }

    private static String text(Throwable thrown) {
        return CredentialMask.mask(Refusal.reason(thrown));
    }

    private void sleep(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            isClosing = true;
        }
    }

    /** Waits shortly for what is under way. */
    @Override
    public void close() {
        isClosing = true;
        work.release();
        try {
            sender.join(TimeUnit.SECONDS.toMillis(8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        sender.interrupt();
    }

    /** A producer that is closed in time, whatever state it is in. */
    private final class Closing implements AutoCloseable {
        private final Producer<String, byte[]> producer;

        private Closing(Producer<String, byte[]> producer) {
            this.producer = producer;
        }

        @Override
        public void close() {
            try {
                producer.close(failure == null ? Duration.ofSeconds(5) : Duration.ZERO);
            } catch (InterruptException e) {
                LOG.debug("closing was interrupted");
            }
        }
    }
}
