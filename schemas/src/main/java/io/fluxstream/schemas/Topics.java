package io.fluxstream.schemas;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.transition.TransitionEvent;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.json.WireCodecs;
import java.time.Duration;
import java.util.List;

/** Every topic, once. */
public final class Topics {
    public static final Topic<FluxStatusEvent> STATUS = kept("flux-status", WireCodecs.STATUS_EVENT, 30);
    public static final Topic<TransitionEvent> TRANSITIONS = kept("flux-transitions", WireCodecs.TRANSITION, 90);
    public static final Topic<FluxAlert> ALERTS = kept("flux-alerts", WireCodecs.ALERT, 90);
    public static final Topic<FluxAlert> ALERTS_ACTIVE = compacted("flux-alerts-active", WireCodecs.ALERT);
    public static final Topic<AlertAck> ACKS = compacted("flux-acks", WireCodecs.ALERT_ACK);
    public static final Topic<FluxResourceStatus> RESOURCES = compacted("flux-resources", WireCodecs.RESOURCE_STATUS);
    public static final Topic<FluxClusterStatus> CLUSTERS = compacted("flux-clusters", WireCodecs.CLUSTER_STATUS);
    public static final Topic<WatchCursor> WATCH_CURSORS = compacted("flux-watch-cursors", WireCodecs.WATCH_CURSOR);
    /** Every rule set that is, or was, in force; the greatest revision counts. */
    public static final Topic<RuleRevision> RULES = new Topic<>("flux-rules", WireCodecs.RULE_REVISION, null, true);

    public static final Topic<CheckpointChunk> CHECKPOINTS = kept("flux-checkpoints", WireCodecs.CHECKPOINT_CHUNK, 90);
    /** Whatever could not be read from flux-status, as it came. */
    public static final Topic<byte[]> STATUS_DLQ = kept("flux-status-dlq", WireCodecs.AS_IT_CAME, 30);

    /** Whatever a sink of the notifier refused for good, as it came. */
    public static final Topic<byte[]> ALERTS_DLQ = kept("flux-alerts-dlq", WireCodecs.AS_IT_CAME, 30);

    public static final List<Topic<?>> ALL = List.of(
            STATUS,
            TRANSITIONS,
            ALERTS,
            ALERTS_ACTIVE,
            ACKS,
            RESOURCES,
            CLUSTERS,
            WATCH_CURSORS,
            RULES,
            CHECKPOINTS,
            STATUS_DLQ,
            ALERTS_DLQ);

    private Topics() {}

    private static <V> Topic<V> kept(String name, WireCodec<V> codec, int days) {
        return new Topic<>(name, codec, Duration.ofDays(days), false);
    }

    private static <V> Topic<V> compacted(String name, WireCodec<V> codec) {
        return new Topic<>(name, codec, null, false);
    }
}
