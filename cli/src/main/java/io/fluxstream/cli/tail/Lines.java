package io.fluxstream.cli.tail;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.KindLiveness;
import io.fluxstream.domain.transition.FluxTransition;
import io.fluxstream.domain.transition.RulesActivated;
import io.fluxstream.domain.transition.TransitionEvent;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of topics as one line of text each. */
final class Lines {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Lines() {}

    static String alert(FluxAlert alert) {
        Resolution resolution = alert.resolution();
        return line(
                alert.at(),
                alert.action().wireName() + (resolution == null ? "" : " (" + resolution.wireName() + ")"),
                alert.rule(),
                alert.resource(),
                alert.reason(),
                alert.message());
    }

    static String transition(TransitionEvent event) {
        return event.match(Lines::change, Lines::activation);
    }

    private static String activation(RulesActivated activated) {
        return oneLine(String.join(
                "  ",
                TIME.format(activated.at()),
                "RULES_ACTIVATED",
                activated.cluster(),
                "revision " + activated.revision() + " from record " + activated.record() + " on"));
    }

    private static String change(FluxTransition transition) {
        Phase from = transition.from();
        return line(
                transition.at(),
                transition.type().name(),
                from == null ? transition.to().name() : from + " -> " + transition.to(),
                transition.resource(),
                transition.reason(),
                transition.message());
    }

    static String status(FluxStatusEvent event) {
        return event.match(new FluxStatusEvent.Cases<>() {
            @Override
            public String observed(FluxStatusEvent.Observed observed) {
                Condition ready = observed.conditions().stream()
                        .filter(condition -> condition.type().equals("Ready"))
                        .findFirst()
                        .orElse(null);
                return ready == null
                        ? line(observed.observedAt(), "OBSERVED", "-", observed.resource(), null, null)
                        : line(
                                observed.observedAt(),
                                "OBSERVED",
                                "Ready=" + ready.status(),
                                observed.resource(),
                                ready.reason(),
                                ready.message());
            }

            @Override
            public String deleted(FluxStatusEvent.Deleted deleted) {
                return line(deleted.observedAt(), "DELETED", "-", deleted.resource(), null, null);
            }

            @Override
            public String sessionStarted(FluxStatusEvent.SessionStarted started) {
                return control(started, "SESSION_STARTED", started.session());
            }

            @Override
            public String snapshotStarted(FluxStatusEvent.SnapshotStarted started) {
                return control(started, "SNAPSHOT_STARTED", started.kind() + " " + started.snapshot());
            }

            @Override
            public String snapshotCompleted(FluxStatusEvent.SnapshotCompleted completed) {
                return control(
                        completed,
                        "SNAPSHOT_COMPLETED",
                        completed.kind() + " " + completed.snapshot() + ": " + completed.count());
            }

            @Override
            public String heartbeat(FluxStatusEvent.Heartbeat heartbeat) {
                return control(
                        heartbeat,
                        "HEARTBEAT",
                        heartbeat.kinds().stream().map(Lines::liveness).collect(Collectors.joining(", ")));
            }
        });
    }

    private static String liveness(KindLiveness kind) {
        return kind.live()
                ? kind.kind()
                : kind.kind() + " not live (" + Objects.requireNonNullElse(kind.error(), "?") + ")";
    }

    private static String control(FluxStatusEvent event, String what, String detail) {
        return oneLine(String.join("  ", TIME.format(event.observedAt()), what, event.cluster(), detail));
    }

    private static String line(
            Instant at,
            String what,
            String how,
            ResourceId resource,
            @Nullable String reason,
            @Nullable String message) {
        List<String> parts = new ArrayList<>(List.of(TIME.format(at), what, how, resource.toString()));
        if (reason != null) {
            parts.add(reason);
        }
        if (message != null) {
            parts.add(message);
        }
        return oneLine(String.join("  ", parts));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s*[\\r\\n\\t]+\\s*", " ").strip();
    }
}
