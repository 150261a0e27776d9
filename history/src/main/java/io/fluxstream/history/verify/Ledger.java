package io.fluxstream.history.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.history.log.LogRecord;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What follows for one cluster and topic, beside what is there: compared one by one, in the order of each. Holds only what one side is
 * ahead of the other.
 */
final class Ledger {
    /** What follows from the log, and from which of its records. */
    @SuppressWarnings("ArrayRecordComponent") // compared by their bytes, below
    record Expected(byte[] key, byte[] value, long statusOffset) {}

    private final String topic;
    private final int partition;
    private final String cluster;
    private final Deque<Expected> expected = new ArrayDeque<>();
    private final Deque<LogRecord> found = new ArrayDeque<>();
    /** The topic has lost its beginning: what follows is passed over up to the first that is there. */
    private boolean isCut;

    private long same;
    private long passedOver;
    private @Nullable Mismatch mismatch;

    Ledger(String topic, int partition, String cluster, boolean isCut) {
        this.topic = topic;
        this.partition = partition;
        this.cluster = cluster;
        this.isCut = isCut;
    }

    void follows(Expected next) {
        if (mismatch == null) {
            expected.add(next);
            settle();
        }
    }

    void isThere(LogRecord next) {
        if (mismatch == null) {
            found.add(next);
            settle();
        }
    }

    boolean awaitsMore() {
        return mismatch == null && !expected.isEmpty();
    }

    private void settle() {
        while (mismatch == null && !expected.isEmpty() && !found.isEmpty()) {
            Expected first = expected.element();
            LogRecord there = found.element();
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

    /** Nothing more is there than was shown so far. */
    void nothingMoreIsThere() {
        if (awaitsMore()) {
            if (isCut && found.isEmpty()) {
                passedOver += expected.size();
                expected.clear();
            } else {
                differ(expected.element(), null);
            }
        }
    }

    /** Nothing more follows; what lies before that offset must follow from something. */
    void nothingMoreFollows(long before) {
        LogRecord extra = found.peek();
        if (mismatch == null && extra != null && extra.offset() < before) {
            differ(null, extra);
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

    /** How much follows that the topic has already lost. */
    long passedOver() {
        return passedOver;
    }

    @Nullable Mismatch mismatch() {
        return mismatch;
    }
}
