package io.fluxstream.processor;

import io.fluxstream.schemas.intake.DeadLetterReason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;

/** What an operator sees of a processor, read from its counts when it is asked for. */
final class ProcessorMeters {
    private static final String NAME = "flux.stream.processor.";

    private final MeterRegistry registry;

    ProcessorMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void show(Tally tally) {
        counter("records", "Records read from flux-status.", tally, Tally::recordsSoFar);
        counter(
                "unknown.types",
                "Records skipped because a later version wrote them.",
                tally,
                now -> now.counts().unknownTypes());
        counter(
                "strays",
                "Records outside their cluster's partition.",
                tally,
                now -> now.counts().otherPartition());
        counter("timers", "Timers that fell due and were drained.", tally, Tally::timersSoFar);
        counter(
                "topic.deletions",
                "Times that somebody had deleted topics, which were then made anew.",
                tally,
                Tally::topicsLostSoFar);
        counter("stumbles", "Failures after which it went on from its last commit.", tally, Tally::stumblesSoFar);
        dropped("stale", tally, ProcessorCounts::stale);
        dropped("other_session", tally, ProcessorCounts::otherSession);
        dropped("void_snapshot", tally, ProcessorCounts::voidSnapshots);
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            FunctionCounter.builder(NAME + "dead.letters", tally, now -> now.deadLetters(reason))
                    .description("Records put aside in flux-status-dlq.")
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private void counter(String name, String description, Tally tally, ToDoubleFunction<Tally> value) {
        FunctionCounter.builder(NAME + name, tally, value)
                .description(description)
                .register(registry);
    }

    private void dropped(String reason, Tally tally, ToDoubleFunction<ProcessorCounts> value) {
        FunctionCounter.builder(NAME + "dropped", tally, now -> value.applyAsDouble(now.counts()))
                .description("Records that changed nothing.")
                .tag("reason", reason)
                .register(registry);
    }

    void show(StateSize size, RestoreWatch restore) {
        gauge("state", "rows", "Rows of the engines' memory held here.", size::rows);
        gauge("state", "bytes", "Keys and values of those rows, without what the heap adds.", size::bytes);
        gauge("restore", "seconds", "How long it took to read them back, the last time.", restore::lastSeconds);
    }

    /** @param revision of the rules in force; NaN before they are known */
    void showRules(DoubleSupplier revision) {
        gauge("rules", "revision", "The revision of the rules in force.", revision);
    }

    private void gauge(String name, String unit, String description, DoubleSupplier value) {
        Gauge.builder(NAME + name + '.' + unit, value::getAsDouble)
                .description(description)
                .register(registry);
    }

    void show(GroupLag lag, int partitions) {
        for (int i = 0; i < partitions; i++) {
            int partition = i;
            Gauge.builder(NAME + "lag.records", () -> lag.of(partition))
                    .description("Records of flux-status that no processor has committed yet.")
                    .tag("partition", Integer.toString(partition))
                    .register(registry);
        }
    }
}
