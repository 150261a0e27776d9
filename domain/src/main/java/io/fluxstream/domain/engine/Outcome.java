package io.fluxstream.domain.engine;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.transition.FluxTransition;
import io.fluxstream.domain.transition.RulesActivated;
import io.fluxstream.domain.view.FluxClusterStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Collects what one record brings about and puts it into the order that semantics prescribes. */
final class Outcome {
    /** An alert's event that is due within the record, before it is put into words. */
    record Spoken(AlertTimer timer, int sequence, long at) {}

    private static final Comparator<AlertTimer> BY_RESOURCE = Comparator.<AlertTimer, ResourceId>comparing(
                    timer -> timer.episode.resource)
            .thenComparingInt(timer -> timer.position);
    private static final Comparator<FluxAlert> REMOVED =
            Comparator.comparing(FluxAlert::resource).thenComparing(FluxAlert::rule);
    private static final Comparator<Resolved> RESOLVED = Comparator.comparing(Resolved::timer, BY_RESOURCE);
    private static final Comparator<FluxTransition> TRANSITIONS = Comparator.comparing(FluxTransition::resource);
    private static final Comparator<Spoken> FIRINGS =
            Comparator.comparing(Spoken::timer, BY_RESOURCE).thenComparingInt(Spoken::sequence);
    private static final Comparator<ResourceMemory> ROWS = Comparator.comparing(memory -> memory.id);

    private record Resolved(AlertTimer timer, FluxAlert alert) {}

    private @Nullable RulesActivated activated;
    private List<FluxAlert> removed = List.of();
    private List<Effect> due = List.of();
    private List<Resolved> resolutions = List.of();
    private List<FluxTransition> transitions = List.of();
    private List<Spoken> firings = List.of();
    private List<ResourceMemory> rows = List.of();
    private @Nullable FluxClusterStatus cluster;
    private Effect.@Nullable CheckpointDue checkpoint;
    private Effect.@Nullable Dropped dropped;

    void activated(RulesActivated rules) {
        activated = rules;
    }

    /** The end of an alert whose rule is gone. */
    void removed(FluxAlert alert) {
        removed = with(removed, alert);
    }

    void due(FluxAlert alert) {
        due = with(due, new Effect.Alerted(alert));
    }

    void resolved(AlertTimer timer, FluxAlert alert) {
        resolutions = with(resolutions, new Resolved(timer, alert));
    }

    void transition(FluxTransition transition) {
        transitions = with(transitions, transition);
    }

    void fires(AlertTimer timer, int sequence, long at) {
        firings = with(firings, new Spoken(timer, sequence, at));
    }

    void row(ResourceMemory memory) {
        rows = with(rows, memory);
    }

    void cluster(FluxClusterStatus status) {
        cluster = status;
    }

    void checkpoint(Effect.CheckpointDue effect) {
        checkpoint = effect;
    }

    void dropped(Effect.Dropped effect) {
        dropped = effect;
    }

    /** The effects in order; {@code intoWords} sees the state as the record left it. */
    List<Effect> effects(Function<Spoken, FluxAlert> intoWords) {
        if (isEmpty()) {
            return List.of();
        }
        List<Effect> effects = new ArrayList<>(4);
        if (activated != null) {
            effects.add(new Effect.Activated(activated));
        }
        sort(removed, REMOVED);
        removed.forEach(alert -> effects.add(new Effect.Alerted(alert)));
        effects.addAll(due);
        sort(resolutions, RESOLVED);
        resolutions.forEach(resolution -> effects.add(new Effect.Alerted(resolution.alert)));
        sort(transitions, TRANSITIONS);
        transitions.forEach(transition -> effects.add(new Effect.Transitioned(transition)));
        sort(firings, FIRINGS);
        firings.forEach(spoken -> effects.add(new Effect.Alerted(intoWords.apply(spoken))));
        sort(rows, ROWS);
        rows.forEach(memory -> effects.add(new Effect.ResourceChanged(memory.id, memory.row())));
        if (cluster != null) {
            effects.add(new Effect.ClusterChanged(cluster));
        }
        if (checkpoint != null) {
            effects.add(checkpoint);
        }
        if (dropped != null) {
            effects.add(dropped);
        }
        return effects;
    }

    /** Nearly every record brings about nothing of most sorts: a list is made for what comes. */
    private static <T> List<T> with(List<T> list, T item) {
        List<T> longer = list.isEmpty() ? new ArrayList<>(2) : list;
        longer.add(item);
        return longer;
    }

    private static <T> void sort(List<T> list, Comparator<T> order) {
        if (list.size() > 1) {
            list.sort(order);
        }
    }

    private boolean isEmpty() {
        return activated == null
                && due.isEmpty()
                && resolutions.isEmpty()
                && transitions.isEmpty()
                && firings.isEmpty()
                && rows.isEmpty()
                && cluster == null
                && dropped == null;
    }
}
