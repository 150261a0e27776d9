package io.fluxstream.schemas;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.transition.FluxTransition;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxResourceStatus;
import java.time.Duration;
import java.util.List;

/** Every topic, once. */
public final class Topics {
    public static final Topic<FluxStatusEvent> STATUS = kept("flux-status", 30);
    public static final Topic<FluxTransition> TRANSITIONS = kept("flux-transitions", 90);
    public static final Topic<FluxAlert> ALERTS = kept("flux-alerts", 90);
    public static final Topic<FluxAlert> ALERTS_ACTIVE = compacted("flux-alerts-active");
    public static final Topic<AlertAck> ACKS = compacted("flux-acks");
    public static final Topic<FluxResourceStatus> RESOURCES = compacted("flux-resources");
    public static final Topic<FluxClusterStatus> CLUSTERS = compacted("flux-clusters");
    public static final Topic<WatchCursor> WATCH_CURSORS = compacted("flux-watch-cursors");
    /** Whatever could not be read from flux-status, as it came. */
    public static final Topic<byte[]> STATUS_DLQ = kept("flux-status-dlq", 30);

    public static final List<Topic<?>> ALL =
            List.of(STATUS, TRANSITIONS, ALERTS, ALERTS_ACTIVE, ACKS, RESOURCES, CLUSTERS, WATCH_CURSORS, STATUS_DLQ);

    private Topics() {}

    private static <V> Topic<V> kept(String name, int days) {
        return new Topic<>(name, new BeingWritten<>(), Duration.ofDays(days));
    }

    private static <V> Topic<V> compacted(String name) {
        return new Topic<>(name, new BeingWritten<>(), null);
    }

    private static final class BeingWritten<V> implements WireCodec<V> {
        @Override
        public byte[] encode(V value) {
            throw new UnsupportedOperationException("being written");
        }

        @Override
        public Decoded<V> decode(byte[] json) {
            throw new UnsupportedOperationException("being written");
        }
    }
}
