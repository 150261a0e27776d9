package io.fluxstream.rules.testing;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.rules.yaml.Durations;
import io.fluxstream.rules.yaml.Findings;
import io.fluxstream.rules.yaml.Value.Scalar;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One thing that is told of an alert, on one line: {@code 9m SustainedFailure resolved Kustomization/apps/podinfo recovered}.
 *
 * @param alert the rule's name, where it is written
 * @param written with single spaces and without the cluster that need not be named
 */
record EventLine(Duration at, Scalar alert, String written) {
    private static final Pattern LINE =
            Pattern.compile("(\\S+)\\s+(\\S+)\\s+(firing|repeated|resolved)\\s+(\\S+/\\S*/\\S+)(?:\\s+(\\S+))?");

    /** The line, or nothing when it cannot be read; why is among the findings then. */
    static Optional<EventLine> parse(Scalar text, String usualCluster, Findings findings) {
        Matcher parts = LINE.matcher(text.text().strip());
        Optional<Duration> at = parts.matches() ? Durations.parse(parts.group(1)) : Optional.empty();
        Optional<ResourceId> resource =
                parts.matches() ? ResourceNames.read(parts.group(4), usualCluster) : Optional.empty();
        if (at.isEmpty() || resource.isEmpty()) {
            findings.mistake(
                    text.place(),
                    "must be TIME ALERT firing|repeated|resolved RESOURCE [RESOLUTION], but was " + text.shown());
            return Optional.empty();
        }
        String alert = parts.group(2);
        String resolution = parts.group(5) == null ? "" : ' ' + parts.group(5);
        return Optional.of(new EventLine(
                at.get(),
                new Scalar(text.place(), Scalar.Type.TEXT, alert, text.content()),
                line(at.get(), alert, parts.group(3), ResourceNames.write(resource.get(), usualCluster), resolution)));
    }

    /** What was told, as a test would write it. */
    static String of(FluxAlert alert, String usualCluster) {
        return line(
                Duration.between(Story.START, alert.at()),
                alert.rule(),
                alert.action().wireName(),
                ResourceNames.write(alert.resource(), usualCluster),
                alert.resolution() == null ? "" : ' ' + alert.resolution().wireName());
    }

    private static String line(Duration at, String alert, String action, String resource, String resolution) {
        return Durations.format(at) + ' ' + alert + ' ' + action + ' ' + resource + resolution;
    }
}
