package io.fluxstream.domain.engine;

import io.fluxstream.domain.rule.Flapping;
import java.util.Arrays;

/** When a resource last changed between READY and FAILED. */
final class Changes {
    private static final long[] NONE = {};

    /** In milliseconds since 1970, the oldest first; at most {@link Flapping#MAX_CHANGES}. */
    private long[] times = NONE;

    void add(long t) {
        int kept = Math.min(times.length, Flapping.MAX_CHANGES - 1);
        long[] more = Arrays.copyOfRange(times, times.length - kept, times.length + 1);
        more[kept] = t;
        times = more;
    }

    void forget() {
        times = NONE;
    }

    /** Whether the last change was one of as many as count as flapping. */
    boolean are(Flapping flapping) {
        int first = times.length - flapping.changes();
        return first >= 0
                && times[times.length - 1] - times[first] <= flapping.within().toMillis();
    }

    void write(RowWriter out) {
        out.number(times.length);
        long before = 0;
        for (long time : times) {
            out.number(time - before);
            before = time;
        }
    }

    void read(RowReader in) {
        times = new long[(int) in.number()];
        long before = 0;
        for (int i = 0; i < times.length; i++) {
            before += in.number();
            times[i] = before;
        }
    }
}
