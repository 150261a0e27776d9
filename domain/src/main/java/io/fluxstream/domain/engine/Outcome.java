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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what a record brings about and puts it into the order that semantics prescribes; serves one record after another. */
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

    private final Function<Spoken, FluxAlert> intoWords;
    private final Supplier<FluxClusterStatus> status;

    private @Nullable RulesActivated activated;
    private final List<FluxAlert> removed = new ArrayList<>();
    private final List<FluxAlert> due = new ArrayList<>();
    private final List<Resolved> resolutions = new ArrayList<>();
    private final List<FluxTransition> transitions = new ArrayList<>();
    private final List<Spoken> firings = new ArrayList<>();
    private final List<ResourceMemory> rows = new ArrayList<>();
    private boolean clusterChanged;
    private Effect.@Nullable CheckpointDue checkpoint;
    private Effect.@Nullable Dropped dropped;

    /**
     * Nothing yet.
     *
     * @param intoWords sees the state as the record left it; so does {@code status}
     */
    Outcome(Function<Spoken, FluxAlert> intoWords, Supplier<FluxClusterStatus> status) {
        this.intoWords = intoWords;
        this.status = status;
    }

    void activated(RulesActivated rules) {
        activated = rules;
    }

    /** The end of an alert whose rule is gone. */
    void removed(FluxAlert alert) {
        removed.add(alert);
    }

    void due(FluxAlert alert) {
        due.add(alert);
    }

    void resolved(AlertTimer timer, FluxAlert alert) {
        resolutions.add(new Resolved(timer, alert));
    }

    void transition(FluxTransition transition) {
        transitions.add(transition);
    }

    void fires(AlertTimer timer, int sequence, long at) {
        firings.add(new Spoken(timer, sequence, at));
    }

    void row(ResourceMemory memory) {
        rows.add(memory);
    }

    void cluster() {
        clusterChanged = true;
    }

    void checkpoint(Effect.CheckpointDue effect) {
        checkpoint = effect;
    }

    void dropped(Effect.Dropped effect) {
        dropped = effect;
    }

    /**
     * Gives what was collected, in order, and forgets it.
     *
     * @param views whether what readers are shown is part of it
     */
    List<Effect> take(boolean views) {
        if (!views) {
            rows.clear();
            clusterChanged = false;
        }
        if (isEmpty()) {
            return List.of();
        }
        List<Effect> effects = new ArrayList<>(4);
        takeAlertsAndTransitions(effects);
        sort(rows, ROWS);
        for (ResourceMemory memory : rows) {
            effects.add(new Effect.ResourceChanged(memory.id, memory.row()));
        }
        rows.clear();
        if (clusterChanged) {
            effects.add(new Effect.ClusterChanged(status.get()));
            clusterChanged = false;
        }
        if (checkpoint != null) {
            effects.add(checkpoint);
            checkpoint = null;
        }
        if (dropped != null) {
            effects.add(dropped);
            dropped = null;
        }
        return effects;
    }

    private void takeAlertsAndTransitions(List<Effect> effects) {
        if (activated != null) {
            effects.add(new Effect.Activated(activated));
            activated = null;
        }
        sort(removed, REMOVED);
        takeAlerts(removed, effects);
        takeAlerts(due, effects);
        sort(resolutions, RESOLVED);
        for (Resolved resolution : resolutions) {
            effects.add(new Effect.Alerted(resolution.alert));
        }
        resolutions.clear();
        sort(transitions, TRANSITIONS);
        for (FluxTransition transition : transitions) {
            effects.add(new Effect.Transitioned(transition));
        }
        transitions.clear();
        sort(firings, FIRINGS);
        for (Spoken spoken : firings) {
            effects.add(new Effect.Alerted(intoWords.apply(spoken)));
        }
        firings.clear();
    }

    private static void takeAlerts(List<FluxAlert> alerts, List<Effect> effects) {
        for (FluxAlert alert : alerts) {
            effects.add(new Effect.Alerted(alert));
        }
        alerts.clear();
    }

    private static <T> void sort(List<T> list, Comparator<T> order) {
        if (list.size() > 1) {
            list.sort(order);
        }
    }

    private boolean isEmpty() {
        return activated == null
                && removed.isEmpty()
                && due.isEmpty()
                && resolutions.isEmpty()
                && transitions.isEmpty()
                && firings.isEmpty()
                && rows.isEmpty()
                && !clusterChanged
                && checkpoint == null
                && dropped == null;
    }
}
