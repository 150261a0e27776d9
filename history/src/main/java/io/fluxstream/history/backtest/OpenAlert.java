package io.fluxstream.history.backtest;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;

/** An alert that has fired and is not resolved, as far as counting goes. */
record OpenAlert(String rule, ResourceId resource, Instant since, Instant firedAt) {
    static OpenAlert of(FluxAlert firing) {
        return new OpenAlert(firing.rule(), firing.resource(), firing.since(), firing.at());
    }

    Duration delay() {
        return Duration.between(since, firedAt);
    }
}
