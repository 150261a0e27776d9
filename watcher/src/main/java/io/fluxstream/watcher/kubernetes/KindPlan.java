package io.fluxstream.watcher.kubernetes;

import java.time.Duration;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Where one kind of one cluster stands and what is to be done next: pure decisions, no I/O, no clock.
 *
 * <p>Liveness: a kind has caught up once its position is at or past the collection's resource version as it was read just
 * after connecting. A clean close that is resumed keeps that; a failure loses it.
 */
final class KindPlan {
    /** What is being done; for status. */
    enum State {
        DISCOVERING,
        NOT_INSTALLED,
        CHECKING,
        LISTING,
        WATCHING,
        BACKING_OFF
    }

    /** What to do next. */
    sealed interface Step {
        <R> R match(
                Function<Discover, R> discover,
                Function<Check, R> check,
                Function<Snapshot, R> snapshot,
                Function<Watch, R> watch,
                Function<Pause, R> pause);
    }

    /** Find out where the kind is served. */
    record Discover() implements Step {
        @Override
        public <R> R match(
                Function<Discover, R> discover,
                Function<Check, R> check,
                Function<Snapshot, R> snapshot,
                Function<Watch, R> watch,
                Function<Pause, R> pause) {
            return discover.apply(this);
        }
    }

    /** Find out whether this is still the same cluster, with a history that has not gone back. */
    record Check() implements Step {
        @Override
        public <R> R match(
                Function<Discover, R> discover,
                Function<Check, R> check,
                Function<Snapshot, R> snapshot,
                Function<Watch, R> watch,
                Function<Pause, R> pause) {
            return check.apply(this);
        }
    }

    /** List everything. */
    record Snapshot() implements Step {
        @Override
        public <R> R match(
                Function<Discover, R> discover,
                Function<Check, R> check,
                Function<Snapshot, R> snapshot,
                Function<Watch, R> watch,
                Function<Pause, R> pause) {
            return snapshot.apply(this);
        }
    }

    /**
     * Watch from a resource version.
     *
     * @param lasting how long the server is asked to serve it
     */
    record Watch(long from, Duration lasting) implements Step {
        @Override
        public <R> R match(
                Function<Discover, R> discover,
                Function<Check, R> check,
                Function<Snapshot, R> snapshot,
                Function<Watch, R> watch,
                Function<Pause, R> pause) {
            return watch.apply(this);
        }
    }

    /** Wait, then do something. */
    record Pause(Duration delay, Step then) implements Step {
        @Override
        public <R> R match(
                Function<Discover, R> discover,
                Function<Check, R> check,
                Function<Snapshot, R> snapshot,
                Function<Watch, R> watch,
                Function<Pause, R> pause) {
            return pause.apply(this);
        }
    }

    /**
     * API servers send a bookmark two seconds before they close a watch. A short watch therefore tells soon how far the
     * collection is, where a long one would leave that open for a minute.
     */
    private static final Duration FIRST_CATCH_UP = Duration.ofSeconds(3);

    private static final Duration LONGEST_CATCH_UP = Duration.ofSeconds(90);
    private static final Duration SHORTEST_WATCH = Duration.ofMinutes(30);
    private static final Duration LONGEST_WATCH = Duration.ofMinutes(60);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofMinutes(5);

    private final Timing timing;
    private final RandomGenerator random;
    private final Backoff backoff;

    private State state = State.DISCOVERING;
    private long position;
    private @Nullable Long target;
    private boolean caughtUp;
    private boolean justListed;
    private Duration nextCatchUp = FIRST_CATCH_UP;
    private @Nullable String error = "connecting";

    /** Begins at the resource version up to which everything was published before, or at 0. */
    KindPlan(long resumeFrom, Timing timing, RandomGenerator random) {
        position = resumeFrom;
        this.timing = timing;
        this.random = random;
        backoff = new Backoff(timing.firstBackoff(), timing.longestBackoff(), random);
    }

    State state() {
        return state;
    }

    /** Everything up to there has been handed on; 0 when nothing has. */
    long position() {
        return position;
    }

    boolean hasCaughtUp() {
        return caughtUp;
    }

    /** Why the kind is not followed, or null while it is. */
    @Nullable String error() {
        return error;
    }

    Step start() {
        state = State.DISCOVERING;
        return new Discover();
    }

    Step discovered() {
        return position > 0 ? check() : snapshot();
    }

    Step notInstalled() {
        state = State.NOT_INSTALLED;
        lose();
        error = null;
        backoff.reset();
        return new Pause(timing.rediscovery(), new Discover());
    }

    /**
     * The answers to a check.
     *
     * @param sameCluster whether the cluster is the one that was followed before
     * @param collection the collection's resource version
     */
    Step checked(boolean sameCluster, long collection) {
        return position > 0 && sameCluster && collection >= position ? watch() : snapshot();
    }

    Step listed(long resourceVersion) {
        position = resourceVersion;
        justListed = true;
        nextCatchUp = FIRST_CATCH_UP;
        return watch();
    }

    void connected() {
        error = null;
    }

    /** The collection's resource version, read just after connecting. */
    void collectionIsAt(long resourceVersion) {
        if (target == null) {
            target = resourceVersion;
        }
        judge();
    }

    /** Everything up to there has been handed on. */
    void reached(long resourceVersion) {
        position = Math.max(position, resourceVersion);
        justListed = false;
        backoff.reset();
        judge();
    }

    /** The server no longer remembers the position: list anew; at once, unless that has just been tried in vain. */
    Step expired() {
        boolean inVain = justListed;
        lose();
        position = 0;
        return inVain ? pause(backoff.next(), snapshot()) : snapshot();
    }

    /**
     * The server closed the watch without complaint.
     *
     * @param atOnce whether it did so right after opening it, unasked
     */
    Step closed(boolean atOnce) {
        return atOnce ? failed(CallFailure.of("the API server closed the watch at once")) : watch();
    }

    /** A call failed; what it was for is tried again later. */
    Step failed(CallFailure failure) {
        if (failure.isExpired() && state != State.DISCOVERING) {
            error = failure.text();
            return expired();
        }
        State during = state;
        lose();
        error = failure.text();
        Duration delay = backoff.next();
        if (failure.retryAfter() != null) {
            Duration asked = failure.retryAfter().compareTo(LONGEST_RETRY_AFTER) > 0
                    ? LONGEST_RETRY_AFTER
                    : failure.retryAfter();
            delay = delay.compareTo(asked) < 0 ? asked : delay;
        }
        boolean kindIsUnknown = during == State.DISCOVERING || failure.code() == 404;
        Step then =
                kindIsUnknown ? new Discover() : position > 0 && during != State.LISTING ? new Check() : new Snapshot();
        return pause(delay, then);
    }

    /** It is time for a periodic snapshot, or the one under way is void. */
    Step snapshotDue() {
        return snapshot();
    }

    /** Whatever is under way, nothing goes on from what was published so far. */
    void forget() {
        position = 0;
    }

    /** The watch was held back for so long that it must show anew that it has caught up. */
    Step heldBackTooLong() {
        lose();
        return watch();
    }

    /** To be called when a pause is over. */
    void resume(Step step) {
        if (step instanceof Discover) {
            state = State.DISCOVERING;
        } else if (step instanceof Check) {
            state = State.CHECKING;
        } else if (step instanceof Snapshot) {
            state = State.LISTING;
        }
    }

    private Step check() {
        state = State.CHECKING;
        return new Check();
    }

    private Step snapshot() {
        state = State.LISTING;
        lose();
        return new Snapshot();
    }

    private Step watch() {
        state = State.WATCHING;
        if (caughtUp) {
            long spread = LONGEST_WATCH.minus(SHORTEST_WATCH).toSeconds();
            return new Watch(position, SHORTEST_WATCH.plusSeconds(random.nextLong(spread + 1)));
        }
        Duration lasting = nextCatchUp;
        Duration doubled = lasting.multipliedBy(2);
        nextCatchUp = doubled.compareTo(LONGEST_CATCH_UP) > 0 ? LONGEST_CATCH_UP : doubled;
        return new Watch(position, lasting);
    }

    private Step pause(Duration delay, Step then) {
        state = State.BACKING_OFF;
        return new Pause(delay, then);
    }

    private void lose() {
        caughtUp = false;
        target = null;
        nextCatchUp = FIRST_CATCH_UP;
    }

    private void judge() {
        if (target != null && position >= target && state == State.WATCHING) {
            caughtUp = true;
        }
    }
}
