package io.fluxstream.notify;

import io.fluxstream.notify.feed.SinkFeed;
import io.fluxstream.notify.feed.SinkStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** A notifier's meters: eight series for each sink. */
public final class NotifyMeters implements MeterBinder {
    private final Notifier notifier;

    public NotifyMeters(Notifier notifier) {
        this.notifier = notifier;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (SinkFeed feed : notifier.feeds()) {
            bind(feed, registry);
        }
    }

    private static void bind(SinkFeed feed, MeterRegistry registry) {
        SinkStatus now = feed.status();
        Tags tags = Tags.of("sink", now.name(), "kind", now.kind());
        count(feed, registry, tags, "sent", "Events that the sink has taken.", SinkStatus::sent);
        count(
                feed,
                registry,
                tags,
                "refreshed",
                "Times that it was told again that an alert fires.",
                SinkStatus::refreshed);
        count(feed, registry, tags, "failed", "Attempts that came to nothing.", SinkStatus::failed);
        count(feed, registry, tags, "retried", "Attempts made because the one before failed.", SinkStatus::retried);
        count(
                feed,
                registry,
                tags,
                "dead.letters",
                "Events refused for good, in flux-alerts-dlq.",
                SinkStatus::deadLetters);
        gauge(
                feed,
                registry,
                tags,
                "lag.records",
                "Records of flux-alerts that it has not taken yet.",
                SinkStatus::lag);
        gauge(feed, registry, tags, "firing.alerts", "Alerts that it is told again and again.", SinkStatus::firing);
        gauge(
                feed,
                registry,
                tags,
                "failing",
                "Whether it, or the way to it, fails now: 1 or 0.",
                status -> status.failure().isEmpty() ? 0 : 1);
    }

    private static void count(
            SinkFeed feed,
            MeterRegistry registry,
            Tags tags,
            String name,
            String description,
            ToDoubleFunction<SinkStatus> value) {
        FunctionCounter.builder("flux.stream.notify." + name, feed, one -> value.applyAsDouble(one.status()))
                .description(description)
                .tags(tags)
                .register(registry);
    }

    private static void gauge(
            SinkFeed feed,
            MeterRegistry registry,
            Tags tags,
            String name,
            String description,
            ToDoubleFunction<SinkStatus> value) {
        Gauge.builder("flux.stream.notify." + name, feed, one -> value.applyAsDouble(one.status()))
                .description(description)
                .tags(tags)
                .register(registry);
    }
}
