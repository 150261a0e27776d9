package io.fluxstream.notify.feed;

/**
 * How a sink is doing.
 *
 * @param kind what sort of sink it is: alertmanager, webhook or cloudEvents
 * @param ready it knows where to go on from, and nothing fails
 * @param sent events that it has taken since the start
 * @param refreshed how often it was told again that an alert still fires
 * @param failed attempts that came to nothing
 * @param retried attempts made because the one before failed
 * @param deadLetters events that it refused for good
 * @param lag records of flux-alerts that it has not taken yet
 * @param firing alerts that it keeps as firing
 * @param failure what is wrong now; empty when nothing is
 */
public record SinkStatus(
        String name,
        String kind,
        boolean ready,
        long sent,
        long refreshed,
        long failed,
        long retried,
        long deadLetters,
        long lag,
        int firing,
        String failure) {}
