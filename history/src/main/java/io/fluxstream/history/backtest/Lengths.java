package io.fluxstream.history.backtest;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lengths of time, however many: kept by size to about one hundredth, so that any share of them can be asked for. */
public final class Lengths {
    private static final int STEPS = 64;

    private final TreeMap<Long, Long> counts = new TreeMap<>();
    private long count;
    private long longest;

    void add(Duration length) {
        long millis = Math.max(0, length.toMillis());
        counts.merge(upperBound(millis), 1L, Long::sum);
        count++;
        longest = Math.max(longest, millis);
    }

    public long count() {
        return count;
    }

    /** The length that this share of all does not exceed, from 0 to 1; null when there are none. */
    public @Nullable Duration quantile(double share) {
        if (count == 0) {
            return null;
        }
        long wanted = Math.max(1, (long) Math.ceil(share * count));
        long seen = 0;
        for (Map.Entry<Long, Long> entry : counts.entrySet()) {
            seen += entry.getValue();
            if (seen >= wanted) {
                return Duration.ofMillis(Math.min(entry.getKey(), longest));
            }
        }
        return Duration.ofMillis(longest);
    }

    /** How many are at most that long. */
    public long atMost(Duration length) {
        return counts.headMap(length.toMillis(), true).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Up to 128 ms exactly; beyond, the end of one of 64 steps to the next power of two. */
    private static long upperBound(long millis) {
        if (millis < 2 * STEPS) {
            return millis;
        }
        int shift = Long.SIZE - Long.numberOfLeadingZeros(millis) - 7;
        return (((millis >> shift) + 1) << shift) - 1;
    }
}
