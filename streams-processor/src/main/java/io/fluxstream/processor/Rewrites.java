package io.fluxstream.processor;

import java.util.concurrent.atomic.AtomicLong;

/** How often everything that readers are shown had to be written again, because a topic that held it was deleted. */
final class Rewrites {
    private final AtomicLong asked = new AtomicLong();

    void ask() {
        asked.incrementAndGet();
    }

    long asked() {
        return asked.get();
    }
}
