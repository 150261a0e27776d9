package io.fluxstream.bridge.feed;

/** What is done in its turn. */
@FunctionalInterface
interface Work {
    void run() throws InterruptedException;
}
