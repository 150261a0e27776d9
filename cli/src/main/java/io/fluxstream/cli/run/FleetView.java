package io.fluxstream.cli.run;

import io.fluxstream.cli.config.MetricsSettings;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.observe.RoleView;
import io.fluxstream.observe.fleet.Detail;
import io.fluxstream.observe.fleet.FleetIndex;
import io.fluxstream.processor.EngineListener;
import io.fluxstream.processor.ProcessorConfig;
import io.fluxstream.processor.StatusProcessor;
import java.time.Clock;
import java.util.List;

/** Hands what a processor's engines bring about to the metrics of the fleet. */
public final class FleetView implements EngineListener {
    private final FleetIndex index;

    public FleetView(FleetIndex index) {
        this.index = index;
    }

    /** Starts a processor of which all is seen that can be seen. */
    static StatusProcessor start(ProcessorConfig config, MetricsSettings metrics, RoleView view) {
        if (view.port() == 0) {
            return StatusProcessor.start(config, EngineListener.NONE, view.registry(), view.tracer());
        }
        Detail detail = switch (metrics.resources()) {
            case NONE -> Detail.NONE;
            case NOT_READY -> Detail.NOT_READY;
            case ALL -> Detail.ALL;
        };
        FleetIndex index = new FleetIndex(detail, Clock.systemUTC(), view.registry());
        view.show(index);
        return StatusProcessor.start(config, new FleetView(index), view.registry(), view.tracer());
    }

    @Override
    public void begins(int partition, List<Effect> shown) {
        index.begins(partition, shown);
    }

    @Override
    public void applied(int partition, List<Effect> effects) {
        index.applied(partition, effects);
    }

    @Override
    public void ends(int partition) {
        index.ends(partition);
    }
}
