package io.fluxstream.watcher;

import io.fluxstream.watcher.status.ClusterStatus;
import io.fluxstream.watcher.status.KindStatus;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What an operator sees of the watching, read from the clusters' statuses when it is asked for. */
final class WatcherMeters {
    private final MeterRegistry registry;
    private final Clock clock;
    /** Of each cluster; meters of functions hold what they read only weakly. */
    private final Map<String, Shown> shown = new HashMap<>();

    WatcherMeters(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Shows a cluster from now on.
     *
     * @param status must not wait; its kinds are always the same
     * @param waiting records that Kafka has not acknowledged
     */
    synchronized void show(Supplier<ClusterStatus> status, IntSupplier waiting) {
        ClusterStatus first = status.get();
        hide(first.cluster());
        List<Meter> meters = new ArrayList<>();
        shown.put(first.cluster(), new Shown(status, meters));
        Tags cluster = Tags.of("cluster", first.cluster());
        meters.add(Gauge.builder(
                        "flux.stream.watch.cluster.live", () -> status.get().isLive() ? 1 : 0)
                .description("1 while every kind that is installed is followed without a gap.")
                .tags(cluster)
                .register(registry));
        meters.add(Gauge.builder("flux.stream.publish.in.flight", waiting::getAsInt)
                .baseUnit("records")
                .description("Records that Kafka has not acknowledged yet.")
                .tags(cluster)
                .register(registry));
        for (KindStatus kind : first.kinds()) {
            new KindMeters(status, kind.kind(), cluster.and("kind", kind.kind()), meters).register();
        }
    }

    /** Shows a cluster no longer: another watcher does. */
    synchronized void hide(String cluster) {
        Shown hidden = shown.remove(cluster);
        if (hidden != null) {
            hidden.meters.forEach(registry::remove);
        }
    }

    private record Shown(Supplier<ClusterStatus> status, List<Meter> meters) {}

    /** The meters of one kind of one cluster. */
    private final class KindMeters {
        private final Supplier<ClusterStatus> status;
        private final String kind;
        private final Tags tags;
        private final List<Meter> meters;

        KindMeters(Supplier<ClusterStatus> status, String kind, Tags tags, List<Meter> meters) {
            this.status = status;
            this.kind = kind;
            this.tags = tags;
            this.meters = meters;
        }

        void register() {
            gauge("live", null, "1 while the kind is followed without a gap.", now -> now.live() ? 1 : 0);
            gauge("installed", null, "0 while the cluster does not serve the kind.", now -> now.isInstalled() ? 1 : 0);
            gauge("last.byte.age", "seconds", "Since the API server last sent anything.", this::age);
            counter("lists", "Lists begun.", KindStatus::lists);
            counter("failures", "Requests that failed and watches that broke off.", KindStatus::failures);
            counter("unreadable", "Objects left out because they could not be read.", KindStatus::unreadable);
            counter("published", "Records of resources, handed on to be written.", KindStatus::published);
        }

        private void gauge(String name, @Nullable String unit, String description, ToDoubleFunction<KindStatus> value) {
            meters.add(Gauge.builder("flux.stream.watch." + name, () -> read(status.get(), value, Double.NaN))
                    .baseUnit(unit)
                    .description(description)
                    .tags(tags)
                    .register(registry));
        }

        private void counter(String name, String description, ToDoubleFunction<KindStatus> value) {
            meters.add(FunctionCounter.builder("flux.stream.watch." + name, status, now -> read(now.get(), value, 0))
                    .description(description)
                    .tags(tags)
                    .register(registry));
        }

        private double read(ClusterStatus now, ToDoubleFunction<KindStatus> value, double otherwise) {
            Optional<KindStatus> found = now.kinds().stream()
                    .filter(status -> status.kind().equals(kind))
                    .findFirst();
            return found.isPresent() ? value.applyAsDouble(found.get()) : otherwise;
        }

        private double age(KindStatus now) {
            Instant lastByte = now.lastByte();
            return lastByte == null
                    ? Double.NaN
                    : Math.max(0, Duration.between(lastByte, clock.instant()).toMillis()) / 1e3;
        }
    }
}
