package io.fluxstream.notify;

import io.fluxstream.notify.alertmanager.AlertmanagerSink;
import io.fluxstream.notify.alertmanager.AlertmanagerTarget;
import io.fluxstream.notify.cloudevents.TopicSink;
import io.fluxstream.notify.cloudevents.TopicTarget;
import io.fluxstream.notify.cloudevents.UrlSink;
import io.fluxstream.notify.cloudevents.UrlTarget;
import io.fluxstream.notify.feed.KafkaClients;
import io.fluxstream.notify.feed.Sink;
import io.fluxstream.notify.webhook.WebhookSink;
import io.fluxstream.notify.webhook.WebhookTarget;

/** What a sink is: exactly one of these. */
public sealed interface Target {
    /** As configuration, logs and metrics call it. */
    String kind();

    Sink open(KafkaClients kafka);

    /** An Alertmanager. */
    record Alertmanager(AlertmanagerTarget target) implements Target {
        @Override
        public String kind() {
            return "alertmanager";
        }

        @Override
        public Sink open(KafkaClients kafka) {
            return new AlertmanagerSink(target);
        }
    }

    /** A webhook. */
    record Webhook(WebhookTarget target) implements Target {
        @Override
        public String kind() {
            return "webhook";
        }

        @Override
        public Sink open(KafkaClients kafka) {
            return new WebhookSink(target);
        }
    }

    /** CloudEvents to a URL. */
    record CloudEventsUrl(UrlTarget target) implements Target {
        @Override
        public String kind() {
            return "cloudEvents";
        }

        @Override
        public Sink open(KafkaClients kafka) {
            return new UrlSink(target);
        }
    }

    /** CloudEvents to a topic. */
    record CloudEventsTopic(TopicTarget target) implements Target {
        @Override
        public String kind() {
            return "cloudEvents";
        }

        @Override
        public Sink open(KafkaClients kafka) {
            return new TopicSink(target, kafka);
        }
    }
}
