package io.fluxstream.notify.feed;

import java.util.concurrent.atomic.AtomicLong;

/** What a sink's thread counts, for others to read. */
final class Tally {
    final AtomicLong sent = new AtomicLong();
    final AtomicLong refreshed = new AtomicLong();
    final AtomicLong failed = new AtomicLong();
    final AtomicLong retried = new AtomicLong();
    final AtomicLong deadLetters = new AtomicLong();
    volatile long lag;
    volatile int firing;
    volatile boolean placed;
}
