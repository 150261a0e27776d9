package io.fluxstream.history.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.history.log.LogRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What follows for one cluster and topic, beside what is there: compared one by one, in the order of each. Holds only what one side is
 * ahead of the other.
 *
 * <p>When the cluster begins at a checkpoint, the topic holds what was brought about before, and nothing in it says where that ends. But
 * nothing brought about before is stamped later than the checkpoint's clock. So each side has a first stamp that is later, and what lies
 * in front of it is counted from there backwards: as many as follow from the log with no later stamp are compared, those before them were
 * brought about before the checkpoint.
 */
final class Ledger {
    /** Of records from before the beginning, no more are kept than can matter. */
    private static final int MOST_WAITING = 10_000;

    /** What follows from the log, and from which of its records. */
    @SuppressWarnings("ArrayRecordComponent") // compared by their bytes, below
    record Expected(byte[] key, byte[] value, Instant at, long statusOffset) {}

    /** What is there, and how it is stamped; what has no stamp counts as stamped before everything. */
    private record Found(LogRecord record, Instant at) {}

    private final String topic;
    private final int partition;
    private final String cluster;
    private final Function<LogRecord, Instant> stamp;
    private final Deque<Expected> expected = new ArrayDeque<>();
    private final Deque<Found> found = new ArrayDeque<>();
    /** No beginning can be earlier. */
    private final Instant floor;

    private boolean begun;
    private boolean isOver;
    /** The checkpoint's clock until both sides have gone beyond it. */
    private @Nullable Instant seam;

    private boolean followsBeyond;
    private boolean foundBeyond;
    /** The topic has lost its beginning: what follows is passed over up to the first that is there. */
    private boolean isCut;

    private long same;
    private long before;
    private long passedOver;
    private @Nullable Mismatch mismatch;

    Ledger(String topic, int partition, String cluster, Function<LogRecord, Instant> stamp, Instant floor) {
        this.topic = topic;
        this.partition = partition;
        this.cluster = cluster;
        this.stamp = stamp;
        this.floor = floor;
    }

    /**
     * From here on the cluster is judged.
     *
     * @param clock of the checkpoint that it begins at; null for its very first record
     * @param cut whether the topic may have lost what follows first
     */
    void begin(@Nullable Instant clock, boolean cut) {
        begun = true;
        isCut = cut;
        seam = clock;
        foundBeyond = clock != null && found.stream().anyMatch(there -> there.at.isAfter(clock));
        settle();
    }

    /** From here on nothing can be said. */
    void breakOff() {
        isOver = true;
        expected.clear();
        found.clear();
    }

    void follows(Expected next) {
        if (mismatch == null && !isOver) {
            expected.add(next);
            followsBeyond |= seam != null && next.at.isAfter(seam);
            settle();
        }
    }

    void isThere(LogRecord next) {
        if (mismatch != null || isOver) {
            return;
        }
        boolean plain = begun && seam == null;
        Found there = new Found(next, plain ? Instant.MIN : stamp.apply(next));
        found.add(there);
        if (!begun) {
            forgetOldest();
            return;
        }
        foundBeyond |= seam != null && there.at.isAfter(seam);
        settle();
    }

    private void forgetOldest() {
        while (found.size() > MOST_WAITING && found.element().at.isBefore(floor)) {
            found.remove();
            before++;
        }
    }

    boolean awaitsMore() {
        return mismatch == null && !expected.isEmpty() && (seam == null || followsBeyond);
    }

    private void settle() {
        if (seam != null) {
            if (!followsBeyond || !foundBeyond) {
                return;
            }
            join(seam);
            seam = null;
        }
        while (mismatch == null && !expected.isEmpty() && !found.isEmpty()) {
            Expected first = expected.element();
            LogRecord there = found.element().record;
            if (isSame(first, there)) {
                expected.remove();
                found.remove();
                isCut = false;
                same++;
            } else if (isCut) {
                expected.remove();
                passedOver++;
            } else {
                differ(first, there);
            }
        }
    }

    private void join(Instant clock) {
        long follow =
                expected.stream().takeWhile(next -> !next.at.isAfter(clock)).count();
        long there = found.stream().takeWhile(next -> !next.at.isAfter(clock)).count();
        for (long left = there - follow; left > 0; left--) {
            found.remove();
            before++;
        }
        if (there > 0) {
            // It reaches back to before the beginning.
            isCut = isCut && there < follow;
        }
    }

    /** Nothing more is there than was shown so far. */
    void nothingMoreIsThere() {
        foundBeyond = true;
        settle();
        if (awaitsMore()) {
            if (isCut && found.isEmpty()) {
                passedOver += expected.size();
                expected.clear();
            } else {
                differ(expected.element(), null);
            }
        }
    }

    /** Nothing more follows than was shown so far. */
    void nothingMoreFollows() {
        followsBeyond = true;
        settle();
    }

    /** Everything up to that offset is there that was shown, and must follow from something. */
    void finish(long end) {
        foundBeyond = true;
        settle();
        Found extra = found.peek();
        if (begun && mismatch == null && extra != null && extra.record.offset() < end) {
            differ(null, extra.record);
        }
    }

    private static boolean isSame(Expected expected, LogRecord there) {
        return Arrays.equals(expected.key, there.key()) && Arrays.equals(expected.value, there.value());
    }

    private void differ(@Nullable Expected follows, @Nullable LogRecord there) {
        mismatch = new Mismatch(
                topic,
                partition,
                cluster,
                follows == null ? -1 : follows.statusOffset,
                follows == null ? null : text(follows.key) + ' ' + text(follows.value),
                there == null ? -1 : there.offset(),
                there == null ? null : text(there.key()) + ' ' + text(there.value()));
        expected.clear();
        found.clear();
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "nothing" : new String(Objects.requireNonNull(bytes), UTF_8);
    }

    long same() {
        return same;
    }

    /** How much is there from before the beginning. */
    long before() {
        return begun ? before : before + found.size();
    }

    /** How much follows that the topic has already lost. */
    long passedOver() {
        return passedOver;
    }

    @Nullable Mismatch mismatch() {
        return mismatch;
    }
}
