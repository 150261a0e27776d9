package io.fluxstream.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.transition.TransitionEvent;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.CheckpointChunk;
import io.fluxstream.schemas.Decoded;
import io.fluxstream.schemas.RuleRevision;
import io.fluxstream.schemas.WatchCursor;
import io.fluxstream.schemas.WireCodec;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The codec of every value. */
public final class WireCodecs {
    public static final WireCodec<FluxStatusEvent> STATUS_EVENT =
            new JsonCodec<>(FluxStatusEventFormat.INSTANCE, FluxStatusEventFormat.TYPES.keySet());
    public static final WireCodec<TransitionEvent> TRANSITION =
            new JsonCodec<>(TransitionEventFormat.INSTANCE, TransitionEventFormat.types());
    public static final WireCodec<FluxAlert> ALERT = new JsonCodec<>(FluxAlertFormat.INSTANCE, Set.of());
    public static final WireCodec<FluxResourceStatus> RESOURCE_STATUS =
            new JsonCodec<>(FluxResourceStatusFormat.INSTANCE, Set.of());
    public static final WireCodec<FluxClusterStatus> CLUSTER_STATUS =
            new JsonCodec<>(FluxClusterStatusFormat.INSTANCE, Set.of());
    public static final WireCodec<WatchCursor> WATCH_CURSOR = new JsonCodec<>(WatchCursorFormat.INSTANCE, Set.of());
    public static final WireCodec<AlertAck> ALERT_ACK = new JsonCodec<>(AlertAckFormat.INSTANCE, Set.of());
    public static final WireCodec<RuleRevision> RULE_REVISION = new JsonCodec<>(RuleRevisionFormat.INSTANCE, Set.of());
    public static final WireCodec<CheckpointChunk> CHECKPOINT_CHUNK =
            new JsonCodec<>(CheckpointChunkFormat.INSTANCE, Set.of());
    /** Bytes as they are. */
    public static final WireCodec<byte[]> AS_IT_CAME = new AsItCame();

    private WireCodecs() {}

    private static final class AsItCame implements WireCodec<byte[]> {
        @Override
        public byte[] encode(byte[] value) {
            return value;
        }

        @Override
        public Decoded<byte[]> decode(byte[] bytes) {
            return new Decoded.Value<>(bytes);
        }

        @Override
        public Decoded<byte[]> decode(JsonNode json) {
            return new Decoded.Value<>(json.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
