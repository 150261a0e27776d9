package io.fluxstream.bridge;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.temporal.common.reporter.MicrometerClientStatsReporter;

/** The metrics of Temporal's SDK, which it reports to a scope now and then. */
final class SdkMetrics {
    private static final double EVERY_SECONDS = 10;

    private SdkMetrics() {}

    /** A scope that ends in the registry; nowhere, and at no cost, when nobody sees that. */
    static Scope into(MeterRegistry registry) {
        if (registry instanceof CompositeMeterRegistry) {
            return new NoopScope();
        }
        return new RootScopeBuilder()
                .reporter(new MicrometerClientStatsReporter(registry))
                .reportEvery(com.uber.m3.util.Duration.ofSeconds(EVERY_SECONDS));
    }

    static void close(Scope scope) {
        try {
            scope.close();
        } catch (ScopeCloseException e) {
            throw new IllegalStateException("the metrics of Temporal's SDK did not stop", e);
        }
    }
}
