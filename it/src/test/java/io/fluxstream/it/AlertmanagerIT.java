package io.fluxstream.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Action;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Severity;
import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.it.rig.Alertmanager;
import io.fluxstream.notify.Notifier;
import io.fluxstream.notify.NotifyConfig;
import io.fluxstream.notify.SinkConfig;
import io.fluxstream.notify.Target;
import io.fluxstream.notify.alertmanager.AlertmanagerTarget;
import io.fluxstream.notify.http.Endpoint;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.TopicSetup;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Alertmanager makes of what the notifier tells it: the shipped example's rules, and a refresh every second. */
class AlertmanagerIT {
    private static final Path EXAMPLE = Path.of("..", "docs", "examples", "notify", "alertmanager.yml");

    private static @Nullable Running running;

    /** When the alerts of a test began. */
    private final Instant since = now().minusSeconds(600);

    /** All the parts. */
    private record Running(
            EmbeddedKafka broker,
            KafkaProducer<String, byte[]> producer,
            Alertmanager alertmanager,
            Notifier notifier) {
        void close() {
            notifier.close();
            alertmanager.close();
            producer.close(Duration.ofSeconds(2));
            broker.close();
        }
    }

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        assumeTrue(Alertmanager.find().isPresent(), Alertmanager.HOW_TO_NAME_IT);
        String config = "global: {resolve_timeout: 2s}\n" + Files.readString(EXAMPLE);
        Alertmanager alertmanager =
                Alertmanager.start(directory, Files.writeString(directory.resolve("alertmanager.yml"), config));
        EmbeddedKafka broker = EmbeddedKafka.start(directory.resolve("kafka"), 0, FeatureLevel.LATEST);
        Map<String, String> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(Map.copyOf(kafka))) {
            TopicSetup.ensure(admin, 12, (short) 1);
        }
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", broker.bootstrapServers(),
                        "partitioner.class", ClusterPartitioner.class.getName()),
                new StringSerializer(),
                new ByteArraySerializer());
        AlertmanagerTarget target =
                new AlertmanagerTarget(Endpoint.at(alertmanager.url()), Duration.ofSeconds(1), null);
        Notifier notifier = Notifier.start(
                new NotifyConfig(kafka, List.of(SinkConfig.of("on-call", new Target.Alertmanager(target)))));
        running = new Running(broker, producer, alertmanager, notifier);
        Eventually.holds(
                "the notifier is ready",
                () -> assertThat(notifier.status().ready()).isTrue());
    }

    @AfterAll
    static void stop() {
        Running parts = running;
        if (parts != null) {
            parts.close();
        }
    }

    private static Running parts() {
        Running parts = running;
        if (parts == null) {
            throw new IllegalStateException("nothing runs");
        }
        return parts;
    }

    private static Alertmanager alertmanager() {
        return parts().alertmanager();
    }

    @Test
    void anAlertIsThereAsLongAsItFiresAndNoLonger() {
        happens("lasting", Action.FIRING, since);
        Eventually.holds("it fires", () -> alertmanager().alert("name", "lasting"));
        JsonNode alert = alertmanager().alert("name", "lasting");
        assertThat(alert.at("/labels/alertname").asText()).isEqualTo("SustainedFailure");
        assertThat(alert.at("/labels/cluster").asText()).isEqualTo("ottawa");
        assertThat(alert.at("/labels/app_kubernetes_io_name").asText()).isEqualTo("podinfo");
        assertThat(Instant.parse(alert.path("startsAt").asText())).isEqualTo(since);

        // Longer than what was said first would have counted for, and than Alertmanager's own timeout.
        Instant firstEnd = Instant.parse(alert.path("endsAt").asText());
        assertThat(firstEnd).isAfter(Instant.now().plusSeconds(2));
        Eventually.holds("it fires still when it would have ended", () -> {
            JsonNode now = alertmanager().alert("name", "lasting");
            assertThat(Instant.now()).isAfter(firstEnd.plusSeconds(1));
            assertThat(now.at("/status/state").asText()).isEqualTo("active");
        });

        happens("lasting", Action.RESOLVED, now());
        Eventually.holds(
                "it is gone",
                () -> assertThat(alertmanager().alerts("name", "lasting")).isEmpty());
    }

    @Test
    void aSilenceHoldsIt() {
        alertmanager()
                .post("/api/v2/silences", """
                        {"matchers":[{"name":"name","value":"known","isRegex":false,"isEqual":true}],
                         "startsAt":"%s","endsAt":"%s","createdBy":"kim","comment":"known"}
                        """.formatted(since, Instant.now().plusSeconds(3_600)));
        happens("known", Action.FIRING, since);
        Eventually.holds(
                "it is silenced",
                () -> assertThat(alertmanager().alert("name", "known").at("/status/silencedBy"))
                        .hasSize(1));
    }

    @Test
    void aClusterThatCannotBeSeenHoldsItsOtherAlertsBack() {
        send(alert("unseen", "SustainedFailure", "robbinsdale/Kustomization/flux-system/unseen", Action.FIRING, since));
        Eventually.holds("it is active", () -> assertThat(state("unseen")).isEqualTo("active"));
        send(alert("dark", "ClusterUnreachable", "robbinsdale/Cluster//robbinsdale", Action.FIRING, since));
        Eventually.holds("it is held back", () -> assertThat(state("unseen")).isEqualTo("suppressed"));
        assertThat(alertmanager().alert("name", "unseen").at("/status/inhibitedBy"))
                .hasSize(1);
        send(alert("dark", "ClusterUnreachable", "robbinsdale/Cluster//robbinsdale", Action.RESOLVED, now()));
        Eventually.holds("it is active again", () -> assertThat(state("unseen")).isEqualTo("active"));
    }

    @Test
    void anAlertmanagerThatForgotEverythingIsToldAgain() {
        happens("again", Action.FIRING, since);
        Eventually.holds("it fires", () -> alertmanager().alert("name", "again"));
        alertmanager().stop();
        happens("missed", Action.FIRING, since);
        Eventually.holds(
                "it is missed",
                () -> assertThat(parts().notifier().status().ready()).isFalse());
        alertmanager().startAfresh();
        Eventually.holds("both fire", () -> {
            alertmanager().alert("name", "again");
            alertmanager().alert("name", "missed");
        });
        Eventually.holds(
                "the notifier is ready",
                () -> assertThat(parts().notifier().status().ready()).isTrue());
    }

    /** As exact as the wire. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String state(String name) {
        return alertmanager().alert("name", name).at("/status/state").asText();
    }

    private void happens(String name, Action action, Instant at) {
        send(alert(name, "SustainedFailure", "ottawa/Kustomization/flux-system/" + name, action, at));
    }

    private FluxAlert alert(String id, String rule, String resource, Action action, Instant at) {
        return new FluxAlert(
                id,
                "60303ae22b998861",
                rule,
                action,
                0,
                Severity.ERROR,
                ResourceId.parse(resource),
                "",
                "BuildFailed",
                "kustomize build failed: \u201efleet\u201c is missing",
                null,
                since,
                at,
                action == Action.RESOLVED ? Resolution.RECOVERED : null,
                null,
                List.of(),
                0,
                Map.of("app.kubernetes.io/name", "podinfo"));
    }

    /** As the processor writes it. */
    private static void send(FluxAlert alert) {
        byte[] value = Topics.ALERTS.codec().encode(alert);
        String active = alert.resource().cluster() + '/' + alert.id();
        try {
            parts().producer()
                    .send(new ProducerRecord<>(
                            Topics.ALERTS.name(), alert.resource().toString(), value))
                    .get();
            parts().producer()
                    .send(new ProducerRecord<>(
                            Topics.ALERTS_ACTIVE.name(), active, alert.action() == Action.RESOLVED ? null : value))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
