package io.fluxstream.watcher;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.KindLiveness;
import io.fluxstream.watcher.publish.Lane;
import io.fluxstream.watcher.recording.RecordedCluster;
import io.fluxstream.watcher.recording.Recording;
import io.fluxstream.watcher.recording.RecordingException;
import io.fluxstream.watcher.status.ClusterStatus;
import io.fluxstream.watcher.status.KindStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Plays a recording into the lanes of its clusters, on a thread of its own, as fast as Kafka takes it. */
final class RecordingPlayer implements AutoCloseable {
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final WatchedSource.Recorded source;
    private final Clock clock;
    private final Map<String, Lane> lanes = new TreeMap<>();
    private final CompletableFuture<Boolean> played = new CompletableFuture<>();
    private final Thread thread;
    private volatile String session = "";
    private volatile boolean isClosed;

    RecordingPlayer(WatchedSource.Recorded source, Function<String, Lane> laneOf, Clock clock) {
        this.source = source;
        this.clock = clock;
        source.recording().clusters().forEach(cluster -> lanes.put(cluster.cluster(), laneOf.apply(cluster.cluster())));
        thread = new Thread(this::run, "recording");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Done once all of the recording was handed over; fails if it could not be read. */
    CompletableFuture<Boolean> played() {
        return played;
    }

    List<ClusterStatus> status() {
        return source.recording().clusters().stream().map(this::status).toList();
    }

    /** Shows meters of each cluster that is played. */
    void show(WatcherMeters meters) {
        source.recording()
                .clusters()
                .forEach(cluster -> meters.show(() -> status(cluster), lane(cluster.cluster())::waiting));
    }

    private ClusterStatus status(RecordedCluster cluster) {
        Lane lane = lane(cluster.cluster());
        String state = played.isDone() ? "played" : "playing";
        List<KindStatus> kinds = cluster.snapshots().keySet().stream()
                .map(kind -> new KindStatus(kind, true, state, null, null, 0, 0, 0, 0, 0))
                .toList();
        return new ClusterStatus(
                cluster.cluster(), "recording " + source.recording().name(), session, lane.waiting(), kinds);
    }

    private void run() {
        Recording recording = source.recording();
        Duration shift = source.endsNow() ? recording.shiftToEndAt(clock.instant()) : Duration.ZERO;
        session = recording.session(shift);
        try {
            recording.play(shift, this::publish);
            played.complete(true);
            while (source.goesOn() && !isClosed) {
                Thread.sleep(HEARTBEAT.toMillis());
                recording.clusters().forEach(this::heartbeat);
            }
        } catch (RecordingException | Stopped e) {
            played.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void publish(FluxStatusEvent event) {
        Lane lane = lane(event.cluster());
        try {
            lane.awaitRoom();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Stopped();
        }
        lane.append(event);
    }

    private void heartbeat(RecordedCluster cluster) {
        Lane lane = lane(cluster.cluster());
        if (lane.waiting() > 0) {
            return;
        }
        Instant now = clock.instant();
        List<KindLiveness> kinds = cluster.snapshots().keySet().stream()
                .map(kind -> new KindLiveness(kind, true, null, null))
                .toList();
        lane.append(new FluxStatusEvent.Heartbeat(cluster.cluster(), session, now, kinds));
    }

    private Lane lane(String cluster) {
        Lane lane = lanes.get(cluster);
        if (lane == null) {
            throw new IllegalStateException("no lane for cluster " + cluster);
        }
        return lane;
    }

    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
    }

    /** The player was closed in the middle of the recording. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Stopped() {
            super("the recording was stopped");
        }
    }
}
