package io.fluxstream.processor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.transition.TransitionEvent;
import io.fluxstream.schemas.Checkpoint;
import io.fluxstream.schemas.CheckpointChunk;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The records that an engine's effects become, in the order of the effects. */
final class Outputs implements Effect.Cases<Outputs> {
    private final List<Output> outputs = new ArrayList<>();
    private final List<Effect.Dropped.Reason> drops = new ArrayList<>();
    private final List<Effect.CheckpointDue> checkpoints = new ArrayList<>();

    static Outputs of(List<Effect> effects) {
        Outputs outputs = new Outputs();
        effects.forEach(effect -> effect.match(outputs));
        return outputs;
    }

    List<Output> records() {
        return outputs;
    }

    List<Effect.Dropped.Reason> drops() {
        return drops;
    }

    /** What is to be kept of the engine now that the record has been applied. */
    List<Effect.CheckpointDue> checkpoints() {
        return checkpoints;
    }

    void keep(Checkpoint checkpoint) {
        for (CheckpointChunk chunk : checkpoint.chunks()) {
            put(StatusTopology.CHECKPOINTS, checkpoint.cluster(), Topics.CHECKPOINTS, chunk);
        }
    }

    @Override
    public Outputs activated(Effect.Activated effect) {
        return transition(effect.rules());
    }

    @Override
    public Outputs transition(Effect.Transitioned effect) {
        return transition(effect.transition());
    }

    private Outputs transition(TransitionEvent event) {
        return put(StatusTopology.TRANSITIONS, event.key(), Topics.TRANSITIONS, event);
    }

    @Override
    public Outputs alert(Effect.Alerted effect) {
        FluxAlert alert = effect.alert();
        byte[] value = Topics.ALERTS.codec().encode(alert);
        boolean over = alert.action() == FluxAlert.Action.RESOLVED;
        put(StatusTopology.ALERTS, alert.resource().toString(), value);
        return put(StatusTopology.ALERTS_ACTIVE, alert.resource().cluster() + '/' + alert.id(), over ? null : value);
    }

    @Override
    public Outputs resource(Effect.ResourceChanged effect) {
        return put(StatusTopology.RESOURCES, effect.resource().toString(), Topics.RESOURCES, effect.status());
    }

    @Override
    public Outputs cluster(Effect.ClusterChanged effect) {
        return put(StatusTopology.CLUSTERS, effect.status().cluster(), Topics.CLUSTERS, effect.status());
    }

    @Override
    public Outputs checkpoint(Effect.CheckpointDue effect) {
        checkpoints.add(effect);
        return this;
    }

    @Override
    public Outputs dropped(Effect.Dropped effect) {
        drops.add(effect.reason());
        return this;
    }

    private <V> Outputs put(String sink, String key, Topic<V> topic, @Nullable V value) {
        return put(sink, key, value == null ? null : topic.codec().encode(value));
    }

    private Outputs put(String sink, String key, byte @Nullable [] value) {
        outputs.add(new Output(sink, key.getBytes(UTF_8), value));
        return this;
    }
}
