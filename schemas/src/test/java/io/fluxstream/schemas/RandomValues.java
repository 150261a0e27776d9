package io.fluxstream.schemas;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Action;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.alert.FluxAlert.RootCause;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Severity;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Deleted;
import io.fluxstream.domain.status.FluxStatusEvent.Heartbeat;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.domain.status.FluxStatusEvent.SessionStarted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotCompleted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotStarted;
import io.fluxstream.domain.status.KindLiveness;
import io.fluxstream.domain.transition.FluxTransition;
import io.fluxstream.domain.transition.RulesActivated;
import io.fluxstream.domain.transition.TransitionEvent;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxClusterStatus.KindStatus;
import io.fluxstream.domain.view.FluxResourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values of all shapes, the same for the same seed. */
final class RandomValues {
    private static final Phase[] SETTLED =
            Stream.of(Phase.values()).filter(Phase::isSettled).toArray(Phase[]::new);
    private static final Phase[] OF_ROWS =
            Stream.of(Phase.values()).filter(phase -> phase != Phase.GONE).toArray(Phase[]::new);
    private static final String[] PIECES = {
        "a", "Ready", "é", "–", "🚨", "\"", "\\", "/", "\n", "\u0000", "\u2028", "\u007f", " ", "main@sha1:c58b"
    };

    private final Random random;

    RandomValues(long seed) {
        random = new Random(seed);
    }

    FluxStatusEvent statusEvent() {
        return switch (random.nextInt(8)) {
            case 0 -> new Deleted(resource(), name(), instant(), name(), number());
            case 1 -> new SessionStarted(name(), name(), instant());
            case 2 -> new SnapshotStarted(name(), name(), instant(), 1 + random.nextInt(9), name(), number());
            case 3 -> new SnapshotCompleted(name(), name(), instant(), 1 + random.nextInt(9), name(), number());
            case 4 -> new Heartbeat(name(), name(), instant(), list(this::liveness));
            default -> observed();
        };
    }

    private Observed observed() {
        return Observed.of(resource(), name(), instant())
                .snapshot(random.nextInt(3))
                .apiVersion(name())
                .uid(name())
                .resourceVersion(number())
                .generation(number())
                .observedGeneration(maybe(() -> number() - 5))
                .deletionTimestamp(maybe(this::instant))
                .suspended(random.nextBoolean())
                .neverReady(random.nextBoolean())
                .interval(maybe(this::text))
                .dependsOn(list(this::reference))
                .source(maybe(this::reference))
                .conditions(list(
                        () -> new Condition(name(), text(), text(), text(), maybe(this::number), maybe(this::instant))))
                .appliedRevision(maybe(this::text))
                .attemptedRevision(maybe(this::text))
                .artifactRevision(maybe(this::text))
                .handledReconcileAt(maybe(this::text))
                .labels(labels())
                .build();
    }

    private KindLiveness liveness() {
        return new KindLiveness(name(), random.nextBoolean(), maybe(this::number), maybe(this::text));
    }

    TransitionEvent transition() {
        if (random.nextInt(4) == 0) {
            return new RulesActivated(
                    name(),
                    random.nextInt(9),
                    random.nextBoolean() ? "" : hash().repeat(4),
                    1 + random.nextInt(999),
                    instant());
        }
        return new FluxTransition(
                oneOf(FluxTransition.Type.values()),
                resource(),
                name(),
                maybe(() -> oneOf(SETTLED)),
                oneOf(SETTLED),
                instant(),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(() -> Duration.ofMillis(random.nextLong(1L << random.nextInt(1, 50)))));
    }

    FluxAlert alert() {
        Action action = oneOf(Action.values());
        List<Reference> affected = list(this::reference);
        return new FluxAlert(
                hash(),
                hash(),
                name(),
                action,
                random.nextInt(5),
                oneOf(Severity.values()),
                resource(),
                random.nextBoolean() ? "" : name(),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                instant(),
                instant(),
                action == Action.RESOLVED ? oneOf(Resolution.values()) : null,
                maybe(() -> new RootCause(reference(), random.nextBoolean())),
                affected,
                affected.size() + random.nextInt(2),
                labels(),
                labels(),
                labels(),
                random.nextInt(9));
    }

    FluxResourceStatus resourceStatus() {
        return new FluxResourceStatus(
                resource(),
                maybe(this::text),
                oneOf(OF_ROWS),
                random.nextBoolean(),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                random.nextBoolean(),
                instant(),
                maybe(this::instant),
                instant(),
                list(this::reference),
                maybe(this::reference),
                labels());
    }

    FluxClusterStatus clusterStatus() {
        return new FluxClusterStatus(
                name(),
                instant(),
                maybe(this::text),
                random.nextBoolean(),
                list(() -> new KindStatus(
                        name(), random.nextBoolean(), maybe(this::instant), random.nextInt(99), maybe(this::text))));
    }

    WatchCursor cursor() {
        return new WatchCursor(name(), name(), number(), name(), number(), instant());
    }

    AlertAck ack() {
        return new AlertAck(name(), name(), text(), maybe(this::text), instant());
    }

    private ResourceId resource() {
        return reference().in(name());
    }

    private Reference reference() {
        return new Reference(name(), random.nextBoolean() ? "" : name(), name());
    }

    private String name() {
        return oneOf(new String[] {"ottawa", "Kustomization", "a.b-c_9", "~!\"'{}[]\\", "x"});
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(oneOf(PIECES));
        }
        return text.toString();
    }

    private String hash() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }

    private Instant instant() {
        return Instant.ofEpochMilli(random.nextLong(1L << 43));
    }

    private long number() {
        return random.nextLong(1L << random.nextInt(1, 63));
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            labels.put(text(), text());
        }
        return labels;
    }

    private <T> List<T> list(Supplier<T> item) {
        return Stream.generate(item).limit(random.nextInt(4)).toList();
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    private <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
