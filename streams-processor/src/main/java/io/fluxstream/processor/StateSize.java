package io.fluxstream.processor;

import java.util.concurrent.atomic.LongAdder;

/** How much memory the engines have, over all partitions held here. */
final class StateSize {
    private final LongAdder rows = new LongAdder();
    private final LongAdder bytes = new LongAdder();

    void add(long moreRows, long moreBytes) {
        rows.add(moreRows);
        bytes.add(moreBytes);
    }

    long rows() {
        return rows.sum();
    }

    /** Of keys and values, without what the heap adds. */
    long bytes() {
        return bytes.sum();
    }
}
