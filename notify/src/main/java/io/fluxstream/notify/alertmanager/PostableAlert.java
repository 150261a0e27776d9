package io.fluxstream.notify.alertmanager;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Action;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.alert.FluxAlert.RootCause;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An alert as Alertmanager's API wants it. Its labels are the same for all events of an alert: by them Alertmanager knows it.
 *
 * @param generatorUrl null for none
 */
record PostableAlert(
        SortedMap<String, String> labels,
        SortedMap<String, String> annotations,
        Instant startsAt,
        Instant endsAt,
        @Nullable String generatorUrl) {

    /**
     * What an event says.
     *
     * @param now by which it is chosen how long a firing alert is to count
     */
    static PostableAlert of(FluxAlert alert, AlertmanagerTarget target, Instant now) {
        String template = target.generatorUrl();
        return new PostableAlert(
                labels(alert),
                annotations(alert),
                alert.since(),
                endsAt(alert, target.lease(), now),
                template == null ? null : GeneratorUrl.of(template, alert));
    }

    private static Instant endsAt(FluxAlert alert, Duration lease, Instant now) {
        if (alert.action() == Action.RESOLVED) {
            return alert.at();
        }
        return Lease.endsAt(alert.since(), lease, now);
    }

    private static SortedMap<String, String> labels(FluxAlert alert) {
        ResourceId resource = alert.resource();
        SortedMap<String, String> labels = new TreeMap<>();
        labels.put("alertname", alert.rule());
        labels.put("cluster", resource.cluster());
        labels.put("kind", resource.kind());
        if (!resource.namespace().isEmpty()) {
            labels.put("namespace", resource.namespace());
        }
        labels.put("name", resource.name());
        labels.put("severity", alert.severity().wireName());
        LabelNames.addTo(labels, alert.ruleLabels());
        LabelNames.addTo(labels, alert.labels());
        return labels;
    }

    private static SortedMap<String, String> annotations(FluxAlert alert) {
        SortedMap<String, String> words = new TreeMap<>();
        alert.annotations().forEach((name, value) -> put(words, LabelNames.of(name), value));
        put(words, "summary", summary(alert));
        put(words, "description", alert.message());
        put(words, "reason", alert.reason());
        put(words, "message", alert.message());
        put(words, "revision", alert.revision());
        put(words, "alert_id", alert.id());
        put(words, "incident", alert.incident());
        Resolution resolution = alert.resolution();
        put(words, "resolution", resolution == null ? null : resolution.wireName());
        RootCause cause = alert.rootCause();
        put(words, "root_cause", cause == null ? null : cause.resource() + (cause.missing() ? " (missing)" : ""));
        put(words, "affected", affected(alert));
        return words;
    }

    private static String summary(FluxAlert alert) {
        String reason = alert.reason();
        return alert.rule() + ": " + alert.resource() + (reason == null || reason.isEmpty() ? "" : " (" + reason + ")");
    }

    private static String affected(FluxAlert alert) {
        int more = alert.affectedCount() - alert.affected().size();
        return alert.affected().stream().map(Reference::toString).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    /** What a rule says itself counts more. */
    private static void put(Map<String, String> words, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            words.putIfAbsent(name, value);
        }
    }
}
