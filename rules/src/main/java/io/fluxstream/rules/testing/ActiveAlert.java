package io.fluxstream.rules.testing;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.rules.yaml.Durations;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An alert that is active, as it was told last. */
record ActiveAlert(FluxAlert alert, Instant firedAt) {
    boolean is(String rule, @Nullable ResourceId resource) {
        return alert.rule().equals(rule)
                && (resource == null || alert.resource().equals(resource));
    }

    /** What it says, by the names that tests give it. */
    String field(String name) {
        int dot = name.indexOf('.');
        if (dot >= 0) {
            String key = name.substring(dot + 1);
            return name.startsWith("labels") ? label(key) : alert.annotations().getOrDefault(key, "");
        }
        return switch (name) {
            case "severity" -> alert.severity().wireName();
            case "reason" -> orEmpty(alert.reason());
            case "message" -> orEmpty(alert.message());
            case "revision" -> orEmpty(alert.revision());
            case "rootCause" ->
                alert.rootCause() == null ? "" : alert.rootCause().resource().toString();
            case "since" -> sinceStart(alert.since());
            case "fired" -> sinceStart(firedAt);
            case "repeats" -> Integer.toString(alert.sequence());
            default -> throw new IllegalArgumentException("an alert has no " + name);
        };
    }

    private String label(String key) {
        return alert.ruleLabels().getOrDefault(key, alert.labels().getOrDefault(key, ""));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String sinceStart(Instant time) {
        return Durations.format(Duration.between(Story.START, time));
    }
}
