package io.fluxstream.watcher.kubernetes;

import io.fluxstream.domain.status.KindLiveness;
import io.fluxstream.schemas.WatchCursor;
import io.fluxstream.watcher.publish.ClusterFeed;
import io.fluxstream.watcher.publish.Lane;
import io.fluxstream.watcher.status.ClusterStatus;
import io.fluxstream.watcher.status.KindStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** All that is watched of one cluster, on one thread: its kinds, its heartbeats, its cursors. */
public final class ClusterWatch implements AutoCloseable {
    private static final Duration EARLY_HEARTBEAT = Duration.ofMillis(200);

    private final ClusterFeed feed;
    private final String source;
    private final Timing timing;
    private final Clock clock;
    private final Loop loop;
    private final ApiServer server;
    private final Consumer<WatchCursor> cursorSink;
    private final List<Watched> kinds = new ArrayList<>();
    private boolean heartbeatIsNear;
    private volatile ClusterStatus lastStatus;

    /** One kind with all that belongs to it. */
    private record Watched(KindFollower follower, KindRecords records, CursorWriter cursor) {}

    /**
     * Prepares the watch of a cluster.
     *
     * @param cursors those of the cluster's kinds that an earlier watcher left, by kind
     * @param cursorSink takes cursors that may be written
     */
    public ClusterWatch(
            ClusterFeed feed,
            ClusterAccess access,
            List<KindSpec> specs,
            Map<String, WatchCursor> cursors,
            Consumer<WatchCursor> cursorSink,
            HttpClients clients,
            ListSlots slots,
            Timing timing,
            Clock clock,
            RandomGenerator random) {
        this.feed = feed;
        this.timing = timing;
        this.clock = clock;
        this.cursorSink = cursorSink;
        source = access.url();
        loop = new Loop(feed.cluster());
        server = new ApiServer(access.client(clients, timing.connect()), access.url(), loop, clock, timing);
        FollowedCluster followed = new FollowedCluster(
                feed.cluster(),
                server,
                new Discovery(server),
                new ClusterIdentity(feed.cluster(), server),
                slots,
                new Troubles(feed.cluster()),
                timing,
                clock,
                random,
                loop,
                this::becameLive);
        for (KindSpec spec : specs) {
            WatchCursor cursor = cursors.get(spec.name());
            // What a clock that was ahead has published may have been put aside as from the future.
            boolean isOfTheFuture = cursor != null && cursor.at().isAfter(clock.instant());
            KindRecords records = new KindRecords(feed, spec.name(), cursor == null ? 0 : cursor.snapshot());
            KindFollower follower = new KindFollower(
                    followed,
                    spec,
                    cursor == null ? null : cursor.clusterUid(),
                    cursor == null || isOfTheFuture ? 0 : cursor.resourceVersion(),
                    records);
            kinds.add(new Watched(follower, records, new CursorWriter(feed.lane())));
        }
        lastStatus = readStatus();
    }

    /** Begins a session and starts following. */
    public void start() {
        loop.execute(() -> {
            feed.startSession();
            kinds.forEach(kind -> kind.follower.start());
        });
        repeat(timing.heartbeat(), () -> {
            // Behind everything that arrived before this instant.
            Instant at = clock.instant();
            loop.execute(() -> heartbeat(at));
        });
        repeat(timing.cursors(), this::writeCursors);
    }

    /** How it goes, as of now or, when the cluster's thread is busy, as of lately. */
    public ClusterStatus status() {
        CompletableFuture<ClusterStatus> answer = new CompletableFuture<>();
        loop.execute(() -> {
            lastStatus = readStatus();
            answer.complete(lastStatus);
        });
        try {
            return answer.get(500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return lastStatus;
        } catch (ExecutionException | TimeoutException e) {
            return lastStatus;
        }
    }

    /** How it was at the last heartbeat or question, without waiting for an answer. */
    public ClusterStatus recentStatus() {
        return lastStatus;
    }

    public String cluster() {
        return feed.cluster();
    }

    /** Where its records go. */
    public Lane lane() {
        return feed.lane();
    }

    /** Records that Kafka has not acknowledged. */
    public int waiting() {
        return feed.lane().waiting();
    }

    /** Stops reading; what was read stays in the lane. */
    public void stop() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        loop.execute(() -> {
            kinds.forEach(kind -> kind.follower.close());
            done.complete(true);
        });
        await(done);
    }

    /** Writes the last cursors, now that what was read is acknowledged. */
    public void writeLastCursors() {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        loop.execute(() -> {
            // Twice: the first pass notes where each kind stands, the second finds it acknowledged.
            writeCursors();
            writeCursors();
            done.complete(true);
        });
        await(done);
    }

    @Override
    public void close() {
        loop.close();
        server.close();
    }

    private static void await(CompletableFuture<Boolean> done) {
        try {
            done.get(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException busy) {
            // Closing goes on; the cursors stay where they were.
        }
    }

    private void repeat(Duration every, Runnable task) {
        loop.schedule(every, () -> {
            repeat(every, task);
            task.run();
        });
    }

    private void becameLive() {
        if (!heartbeatIsNear) {
            heartbeatIsNear = true;
            loop.schedule(EARLY_HEARTBEAT, () -> {
                heartbeatIsNear = false;
                heartbeat(clock.instant());
            });
        }
    }

    private void heartbeat(Instant at) {
        switch (feed.startSessionIfClockJumped()) {
            case NONE -> {}
            case AHEAD -> kinds.forEach(kind -> kind.follower.restartSnapshot());
            case BACK -> kinds.forEach(kind -> kind.follower.listAnew());
        }
        List<KindLiveness> liveness = kinds.stream()
                .map(kind -> kind.follower.heartbeat())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        feed.heartbeat(at, liveness);
        lastStatus = readStatus();
    }

    private void writeCursors() {
        for (Watched kind : kinds) {
            KindFollower follower = kind.follower;
            WatchCursor cursor = kind.cursor.advance(
                    follower.kind(),
                    follower.knownUid(),
                    follower.position(),
                    kind.records.snapshot(),
                    clock.instant());
            if (cursor != null) {
                cursorSink.accept(cursor);
            }
        }
    }

    private ClusterStatus readStatus() {
        List<KindStatus> statuses = kinds.stream()
                .map(kind -> new KindStatus(
                        kind.follower.kind(),
                        kind.follower.isLive(),
                        state(kind.follower),
                        kind.follower.error(),
                        kind.follower.lastByte(),
                        kind.follower.position(),
                        kind.records.records(),
                        kind.records.unreadable(),
                        kind.records.lists(),
                        kind.follower.failures()))
                .toList();
        return new ClusterStatus(
                feed.cluster(), source, feed.session(), feed.lane().waiting(), statuses);
    }

    private static String state(KindFollower follower) {
        return follower.isHeldBack()
                ? "held back"
                : follower.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
