package io.fluxstream.cli.config;

import io.fluxstream.notify.SinkConfig;
import io.fluxstream.notify.Target;
import io.fluxstream.notify.alertmanager.AlertmanagerTarget;
import io.fluxstream.notify.cloudevents.Mode;
import io.fluxstream.notify.cloudevents.TopicTarget;
import io.fluxstream.notify.cloudevents.UrlTarget;
import io.fluxstream.notify.feed.Begin;
import io.fluxstream.notify.feed.Pacing;
import io.fluxstream.notify.webhook.WebhookTarget;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The section {@code notify}.
 *
 * @param sinks where alerts go; none unless the file names some
 */
public record NotifySettings(List<SinkConfig> sinks) {
    static final NotifySettings DEFAULT = new NotifySettings(List.of());

    public NotifySettings {
        sinks = List.copyOf(sinks);
    }

    static NotifySettings read(Section section) {
        section.allow("sinks");
        List<SinkConfig> sinks = new ArrayList<>();
        for (Section one : section.sections("sinks")) {
            SinkConfig sink = one.read(NotifySettings::sink);
            if (sinks.stream().anyMatch(other -> other.name().equals(sink.name()))) {
                throw new ConfigurationException(
                        one.pathOf("name"), " must be unique, but another sink is called \"" + sink.name() + "\" too");
            }
            sinks.add(sink);
        }
        return new NotifySettings(sinks);
    }

    private static SinkConfig sink(Section section) {
        section.allow("name", "begin", "retryAtMost", "alertmanager", "webhook", "cloudEvents");
        return new SinkConfig(
                section.requiredText("name"),
                target(section),
                section.choice("begin", Begin.FIRING),
                Pacing.atMost(section.duration("retryAtMost", Pacing.DEFAULT.most())));
    }

    private static Target target(Section section) {
        List<Target> targets = new ArrayList<>();
        section.given("alertmanager").ifPresent(one -> targets.add(one.read(NotifySettings::alertmanager)));
        section.given("webhook").ifPresent(one -> targets.add(one.read(NotifySettings::webhook)));
        section.given("cloudEvents").ifPresent(one -> targets.add(one.read(NotifySettings::cloudEvents)));
        if (targets.size() != 1) {
            throw new ConfigurationException(
                    section.path(),
                    " needs exactly one of alertmanager, webhook and cloudEvents, but has "
                            + (targets.isEmpty() ? "none" : targets.size()));
        }
        return targets.get(0);
    }

    private static Target alertmanager(Section section) {
        section.allow(EndpointSettings.and("refresh", "generatorURL"));
        return new Target.Alertmanager(new AlertmanagerTarget(
                EndpointSettings.read(section),
                section.duration("refresh", AlertmanagerTarget.DEFAULT_REFRESH),
                section.text("generatorURL").orElse(null)));
    }

    private static Target webhook(Section section) {
        section.allow(EndpointSettings.and("secretFile"));
        return new Target.Webhook(new WebhookTarget(
                EndpointSettings.read(section),
                section.text("secretFile").map(Path::of).orElse(null)));
    }

    private static Target cloudEvents(Section section) {
        Mode mode = section.choice("mode", Mode.BINARY);
        if (section.text("topic").isPresent()) {
            section.allow("topic", "mode");
            return new Target.CloudEventsTopic(new TopicTarget(section.requiredText("topic"), mode));
        }
        section.allow(EndpointSettings.and("topic", "mode", "secretFile"));
        return new Target.CloudEventsUrl(new UrlTarget(
                EndpointSettings.read(section),
                section.text("secretFile").map(Path::of).orElse(null),
                mode));
    }
}
