package io.fluxstream.history.verify;

import io.fluxstream.history.replay.Progress;

/** How far several partitions are together; told by whichever of them has come on. */
final class Meter {
    private final Progress progress;
    private final double offsets;
    private long records;
    private long passed;
    private volatile boolean failed;

    /**
     * A meter at the beginning.
     *
     * @param offsets how many all partitions have to pass
     */
    Meter(Progress progress, long offsets) {
        this.progress = progress;
        this.offsets = Math.max(1, offsets);
    }

    synchronized void add(long moreRecords, long moreOffsets) {
        records += moreRecords;
        passed += moreOffsets;
        progress.told(records, Math.min(1, passed / offsets));
    }

    /** Another partition cannot be compared: no use in going on. */
    void fail() {
        failed = true;
    }

    boolean isStopped() {
        return failed || progress.isStopped();
    }
}
