package io.fluxstream.processor;

/** Is told how the broker and its topics are. Called by one thread. */
interface BrokerListener {
    /** The broker answers and the topics are as they must be. Once. */
    void ready();

    /** The broker has answered again, after {@link #ready}; every few seconds. */
    void answered();

    /** Somebody had deleted topics; they are there again, without what they held. */
    void topicsLost();

    /** Waiting is of no use. At most once, and the last call. */
    void failed(Throwable failure);
}
