package io.fluxstream.observe.fleet;

import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.transition.FluxTransition;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.observe.SeriesSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * What a processor believes of its clusters' resources, for metrics: kept by the stream threads from the effects they bring about, and
 * written straight from there when somebody asks, as a meter per resource would cost more than the pipeline.
 */
public final class FleetIndex implements SeriesSource {
    private final Detail detail;
    private final Clock clock;
    private final FleetMeters meters;
    private final Map<Integer, PartitionView> partitions = new ConcurrentSkipListMap<>();

    /** @param clock by which ages are told */
    public FleetIndex(Detail detail, Clock clock, MeterRegistry registry) {
        this.detail = detail;
        this.clock = clock;
        this.meters = new FleetMeters(registry);
    }

    /** A partition is taken up, and these effects show all that is known of its clusters; nothing of it is counted. */
    public void begins(int partition, List<Effect> shown) {
        PartitionView view = new PartitionView();
        Restoring restoring = new Restoring(view);
        shown.forEach(effect -> effect.match(restoring));
        partitions.put(partition, view);
    }

    /** A record brought these about. */
    public void applied(int partition, List<Effect> effects) {
        PartitionView view = partitions.computeIfAbsent(partition, unknown -> new PartitionView());
        Applying applying = new Applying(view);
        for (Effect effect : effects) {
            effect.match(applying);
        }
    }

    /** A partition is somebody else's from now on. */
    public void ends(int partition) {
        partitions.remove(partition);
    }

    @Override
    public void writeTo(Appendable out) throws IOException {
        new FleetText(out, clock.instant()).write(List.copyOf(partitions.values()), detail);
    }

    /** Takes rows as they are. */
    private static class Restoring implements Effect.SomeCases<PartitionView> {
        final PartitionView view;

        Restoring(PartitionView view) {
            this.view = view;
        }

        @Override
        public PartitionView resource(Effect.ResourceChanged effect) {
            view.change(effect.resource(), effect.status());
            return view;
        }

        @Override
        public PartitionView cluster(Effect.ClusterChanged effect) {
            view.change(effect.status());
            return view;
        }

        @Override
        public PartitionView otherwise(Effect effect) {
            return view;
        }
    }

    /** Takes rows, and counts what happened on the way. */
    private final class Applying extends Restoring {
        Applying(PartitionView view) {
            super(view);
        }

        @Override
        public PartitionView resource(Effect.ResourceChanged effect) {
            Row before = view.change(effect.resource(), effect.status());
            FluxResourceStatus status = effect.status();
            if (before != null && before.isReconciling() && status != null && !status.reconciling()) {
                meters.reconciled(status, before.reconcilingSince());
            }
            return view;
        }

        @Override
        public PartitionView transition(Effect.Transitioned effect) {
            if (effect.transition().type() == FluxTransition.Type.PHASE) {
                meters.transition(effect.transition());
            }
            return view;
        }

        @Override
        public PartitionView alert(Effect.Alerted effect) {
            meters.alert(effect.alert());
            return view;
        }
    }
}
