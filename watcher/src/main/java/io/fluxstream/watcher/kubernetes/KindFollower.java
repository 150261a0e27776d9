package io.fluxstream.watcher.kubernetes;

import io.fluxstream.domain.status.KindLiveness;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows one kind of one cluster: does what the {@link KindPlan} says and tells it what came of it. Runs on the loop. */
final class KindFollower {
    private static final Logger LOG = LoggerFactory.getLogger(KindFollower.class);
    /** A watch that ends sooner, unasked, is one that does not work. */
    private static final Duration SHORTEST_LIFE = Duration.ofSeconds(1);
    /** A reconnection that takes longer is a gap. */
    private static final Duration LONGEST_RECONNECTION = Duration.ofSeconds(5);

    private final FollowedCluster followed;
    private final String cluster;
    private final KindSpec spec;
    private final ApiServer server;
    private final Discovery discovery;
    private final ClusterIdentity identity;
    private final Troubles troubles;
    private final KindSink sink;
    private final KindPlan plan;
    private final Timing timing;
    private final Clock clock;
    private final RandomGenerator random;
    private final Loop loop;
    private final Runnable becameLive;

    private @Nullable String knownUid;
    private @Nullable Served served;
    private @Nullable ApiCall call;
    private Loop.@Nullable Scheduled pause;
    private Loop.@Nullable Scheduled snapshotTimer;
    private @Nullable Instant disconnectedAt;
    private @Nullable Instant lastByte;
    private boolean isHeldBack;
    private boolean mustCatchUp;
    private boolean isClosed;
    private int attempt;
    private long failures;

    KindFollower(FollowedCluster followed, KindSpec spec, @Nullable String knownUid, long resumeFrom, KindSink sink) {
        this.followed = followed;
        cluster = followed.name();
        this.spec = spec;
        server = followed.server();
        discovery = followed.discovery();
        identity = followed.identity();
        troubles = followed.troubles();
        timing = followed.timing();
        clock = followed.clock();
        random = followed.random();
        loop = followed.loop();
        becameLive = followed.becameLive();
        this.knownUid = knownUid;
        this.sink = sink;
        plan = new KindPlan(resumeFrom, timing, random);
    }

    void start() {
        act(plan.start());
        scheduleSnapshot();
    }

    void close() {
        isClosed = true;
        stop();
        if (snapshotTimer != null) {
            snapshotTimer.cancel();
        }
    }

    String kind() {
        return spec.name();
    }

    KindPlan.State state() {
        return plan.state();
    }

    boolean isHeldBack() {
        return isHeldBack;
    }

    @Nullable String error() {
        return isHeldBack ? "held back until Kafka takes more" : plan.error();
    }

    @Nullable Instant lastByte() {
        return lastByte;
    }

    /** Requests that failed and watches that broke off. */
    long failures() {
        return failures;
    }

    long position() {
        return plan.position();
    }

    /** What a heartbeat says of the kind, or null when it is not installed. Being asked while held back has consequences. */
    @Nullable KindLiveness heartbeat() {
        if (plan.state() == KindPlan.State.NOT_INSTALLED) {
            return null;
        }
        if (isHeldBack) {
            mustCatchUp = true;
        }
        boolean live = isLive();
        String error = live ? null : Objects.requireNonNullElse(error(), "catching up");
        return new KindLiveness(kind(), live, plan.position() == 0 ? null : plan.position(), error);
    }

    boolean isLive() {
        boolean isConnected = disconnectedAt == null
                || Duration.between(disconnectedAt, clock.instant()).compareTo(LONGEST_RECONNECTION) <= 0;
        return plan.hasCaughtUp()
                && plan.state() == KindPlan.State.WATCHING
                && isConnected
                && !isHeldBack
                && !mustCatchUp;
    }

    /** The session has changed: a list that is under way counts for nothing. */
    void restartSnapshot() {
        if (plan.state() == KindPlan.State.LISTING) {
            stop();
            act(plan.snapshotDue());
        }
    }

    /** What was published so far counts for nothing. */
    void listAnew() {
        if (plan.state() == KindPlan.State.WATCHING || plan.state() == KindPlan.State.LISTING) {
            stop();
            act(plan.snapshotDue());
        } else {
            plan.forget();
        }
    }

    private void scheduleSnapshot() {
        double jitter = 0.9 + 0.2 * random.nextDouble();
        Duration delay = Duration.ofMillis((long) (timing.snapshots().toMillis() * jitter));
        snapshotTimer = loop.schedule(delay, () -> {
            if (plan.state() == KindPlan.State.WATCHING) {
                stop();
                act(plan.snapshotDue());
            }
            scheduleSnapshot();
        });
    }

    private void act(KindPlan.Step step) {
        if (isClosed) {
            return;
        }
        attempt++;
        step.match(
                discover -> run(this::discover),
                check -> run(this::check),
                snapshot -> run(this::snapshot),
                watch -> run(() -> watch(watch)),
                wait -> run(() -> pause(wait)));
    }

    private static boolean run(Runnable step) {
        step.run();
        return true;
    }

    private void stop() {
        attempt++;
        if (call != null) {
            call.cancel();
            call = null;
        }
        if (pause != null) {
            pause.cancel();
            pause = null;
        }
        isHeldBack = false;
    }

    private void pause(KindPlan.Pause step) {
        pause = loop.schedule(step.delay(), () -> {
            pause = null;
            plan.resume(step.then());
            act(step.then());
        });
    }

    private void fail(CallFailure failure) {
        failures++;
        call = null;
        isHeldBack = false;
        troubles.met(kind(), failure);
        act(plan.failed(failure));
    }

    /** Whether an answer still belongs to what is being done. */
    private boolean isCurrent(int begun) {
        return begun == attempt && !isClosed;
    }

    /** Passes on an answer only while what asked for it is still being done. */
    private <T> Consumer<T> whileCurrent(Consumer<T> then) {
        int begun = attempt;
        return answer -> {
            if (isCurrent(begun)) {
                then.accept(answer);
            }
        };
    }

    private void discover() {
        discovery.find(spec, whileCurrent(this::discovered), whileCurrent(this::fail));
    }

    private void discovered(@Nullable Served found) {
        if (found == null) {
            if (plan.state() != KindPlan.State.NOT_INSTALLED && served != null) {
                LOG.warn("cluster {}: {} is no longer installed", cluster, kind());
            }
            served = null;
            act(plan.notInstalled());
            return;
        }
        served = found;
        act(plan.discovered());
    }

    /** A watch from a resource version that lies ahead of a rebuilt cluster would hang for ever. */
    private void check() {
        identity.ask(
                whileCurrent(uid -> {
                    boolean sameCluster = Objects.equals(uid, knownUid);
                    probe(collection -> act(plan.checked(sameCluster, collection)), this::fail);
                }),
                whileCurrent(this::fail));
    }

    /** Reads the collection's resource version. */
    private void probe(LongConsumer known, Consumer<CallFailure> failed) {
        int begun = attempt;
        server.getWhole(served().path() + "?limit=1", new ApiServer.WholeHandler() {
            @Override
            public void answered(byte[] body, Instant at) {
                if (!isCurrent(begun)) {
                    return;
                }
                long resourceVersion;
                try {
                    resourceVersion = ListEnvelope.of(body).resourceVersion();
                } catch (IOException e) {
                    failed.accept(CallFailure.of(e));
                    return;
                }
                known.accept(resourceVersion);
            }

            @Override
            public void fails(CallFailure failure) {
                if (isCurrent(begun)) {
                    failed.accept(failure);
                }
            }
        });
    }

    /** The uid is read before the list, so that a cursor behind the list never names an older cluster. */
    private void snapshot() {
        identity.ask(
                whileCurrent(uid -> {
                    knownUid = uid;
                    new ListReading(followed, served(), sink, new Listed(attempt)).begin();
                }),
                whileCurrent(this::fail));
    }

    @Nullable String knownUid() {
        return knownUid;
    }

    private void watch(KindPlan.Watch step) {
        if (disconnectedAt == null) {
            disconnectedAt = clock.instant();
        }
        mustCatchUp = false;
        String path = served().path() + "?watch=1&allowWatchBookmarks=true&resourceVersion=" + step.from()
                + "&timeoutSeconds=" + Math.max(1, step.lasting().toSeconds());
        call = server.get(path, timing.silence(), new WatchReading(sink, clock, new Watched(attempt)));
    }

    private Served served() {
        if (served == null) {
            throw new IllegalStateException(kind() + " has not been discovered");
        }
        return served;
    }

    /** What a list that is under way tells. */
    private final class Listed implements ListReading.Owner {
        private final int begun;

        private Listed(int begun) {
            this.begun = begun;
        }

        @Override
        public boolean isCurrent() {
            return KindFollower.this.isCurrent(begun);
        }

        @Override
        public void calls(@Nullable ApiCall underWay) {
            call = underWay;
        }

        @Override
        public void hears(Instant at) {
            lastByte = at;
        }

        @Override
        public void listed(long resourceVersion) {
            act(plan.listed(resourceVersion));
        }

        @Override
        public void fails(CallFailure failure) {
            fail(failure);
        }
    }

    /** What a watch that is under way tells. */
    private final class Watched implements WatchReading.Owner {
        private final int begun;

        private Watched(int begun) {
            this.begun = begun;
        }

        @Override
        public boolean isCurrent() {
            return KindFollower.this.isCurrent(begun);
        }

        @Override
        public void opens(Instant at) {
            lastByte = at;
            disconnectedAt = null;
            plan.connected();
            troubles.overcame(kind());
            if (!plan.hasCaughtUp()) {
                probe(this::collectionIsAt, failure -> LOG.debug("{}: {}", kind(), failure.text()));
            }
            read();
        }

        private void collectionIsAt(long resourceVersion) {
            boolean wasLive = isLive();
            plan.collectionIsAt(resourceVersion);
            tellIfLive(wasLive);
        }

        @Override
        public void reads(long resourceVersion, Instant at) {
            lastByte = at;
            boolean wasLive = isLive();
            if (resourceVersion > 0) {
                plan.reached(resourceVersion);
                sink.reached(plan.position(), at);
            }
            tellIfLive(wasLive);
        }

        private void tellIfLive(boolean wasLive) {
            if (!wasLive && isLive()) {
                becameLive.run();
            }
        }

        @Override
        public void waits() {
            if (sink.isFull()) {
                holdBack();
            } else {
                read();
            }
        }

        private void holdBack() {
            isHeldBack = true;
            sink.whenRoom(() -> loop.execute(() -> {
                if (!isCurrent() || !isHeldBack) {
                    return;
                }
                isHeldBack = false;
                if (mustCatchUp) {
                    stop();
                    act(plan.heldBackTooLong());
                } else {
                    read();
                }
            }));
        }

        private void read() {
            if (call != null) {
                call.read();
            }
        }

        @Override
        public void complains(CallFailure failure) {
            if (call != null) {
                call.cancel();
            }
            fail(failure);
        }

        @Override
        public void ends(Duration lasted) {
            call = null;
            disconnectedAt = clock.instant();
            act(plan.closed(lasted.compareTo(SHORTEST_LIFE) < 0));
        }

        @Override
        public void fails(CallFailure failure) {
            fail(failure);
        }
    }
}
