package io.fluxstream.notify.feed;

import io.fluxstream.domain.alert.FluxAlert;
import org.apache.kafka.common.TopicPartition;

/**
 * A record of flux-alerts or flux-alerts-active on its way to a sink; not a value, for two of them are never compared by what they
 * hold.
 */
public final class AlertEvent {
    private final Origin origin;
    private final FluxAlert alert;

    /**
     * A record that could be read.
     *
     * @param origin the record as it stands in its topic
     * @param alert what it says
     */
    AlertEvent(Origin origin, FluxAlert alert) {
        this.origin = origin;
        this.alert = alert;
    }

    /** For tests: an event that is in no topic. */
    public static AlertEvent of(FluxAlert alert, byte[] json) {
        return new AlertEvent(new Origin(new TopicPartition("flux-alerts", 0), 0, null, json), alert);
    }

    Origin origin() {
        return origin;
    }

    public FluxAlert alert() {
        return alert;
    }

    /** The bytes of the topic. */
    public byte[] json() {
        return origin.bytes();
    }

    public String topic() {
        return origin.partition().topic();
    }

    public int partition() {
        return origin.partition().partition();
    }

    public long offset() {
        return origin.offset();
    }

    /**
     * By what a receiver knows an event that it was sent already: the alert's id, its sequence and what happened, for instance
     * {@code 9f86d081884c7d65-1-resolved}.
     */
    public String id() {
        return alert.id() + '-' + alert.sequence() + '-' + alert.action().wireName();
    }
}
