package io.fluxstream.notify;

import static io.fluxstream.notify.Eventually.eventually;
import static io.fluxstream.notify.Samples.firing;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.GuardedListener;
import io.fluxstream.notify.feed.Begin;
import io.fluxstream.notify.feed.Pacing;
import io.fluxstream.notify.http.Endpoint;
import io.fluxstream.notify.webhook.WebhookTarget;
import io.fluxstream.schemas.Topics;
import io.fluxstream.security.kafka.KafkaSecurity;
import io.fluxstream.security.kafka.SaslPassword;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody takes the permission to read flux-alerts from a running notifier, and gives it back. */
class WithdrawnPermissionTest {
    private static final String USER = "flux-stream-notify";
    private static final AclBinding READING =
            allowed(ResourceType.TOPIC, Topics.ALERTS.name(), PatternType.LITERAL, AclOperation.READ);
    private static final List<AclBinding> ALL_ELSE = List.of(
            allowed(ResourceType.TOPIC, "flux-", PatternType.PREFIXED, AclOperation.DESCRIBE),
            allowed(ResourceType.TOPIC, Topics.ALERTS_ACTIVE.name(), PatternType.LITERAL, AclOperation.READ),
            allowed(ResourceType.GROUP, "flux-stream-notify-", PatternType.PREFIXED, AclOperation.READ));

    @TempDir
    Path directory;

    @Test
    void isSaidForAsLongAsItLastsAndWhatHappenedMeanwhileComesAfterwards() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.guarded(directory.resolve("kafka"), GuardedListener.scram());
                Log log = new Log(kafka);
                Admin owner = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()));
                FakeServer server = FakeServer.start()) {
            ScramCredentialInfo scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
            owner.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(USER, scram, "of-no-value")))
                    .all()
                    .get();
            owner.createAcls(ALL_ELSE).all().get();
            giveBack(owner);
            try (Notifier notifier = Notifier.start(new NotifyConfig(client(kafka), List.of(webhook(server))))) {
                eventually(() -> assertThat(notifier.status().ready()).isTrue());
                log.alerts(firing("a"));
                eventually(() -> assertThat(server.received()).hasSize(1));
                // At once: most likely before the cursor was moved behind what has just been sent.
                withdraw(owner, notifier);
                log.alerts(firing("b"));
                // It joins its group again and again, each of which is a success: that is no reason to say that all is
                // well.
                staysUnready(notifier);
                giveBack(owner);
                eventually(() -> assertThat(server.received()).hasSize(2));
                withdraw(owner, notifier);
                log.alerts(firing("c"));
                giveBack(owner);
                eventually(() -> assertThat(server.received()).hasSize(3));
                eventually(() -> assertThat(notifier.status().ready()).isTrue());
                assertThat(server.received()).hasSize(3);
            }
        }
    }

    private static void withdraw(Admin owner, Notifier notifier) throws Exception {
        owner.deleteAcls(List.of(READING.toFilter())).all().get();
        eventually(() -> assertThat(notifier.status().failure())
                .isEqualTo("sink hook refused: no permission for topic flux-alerts:"
                        + " see docs/security.md for what each role may do"));
    }

    private static void giveBack(Admin owner) throws Exception {
        owner.createAcls(List.of(READING)).all().get();
    }

    private static void staysUnready(Notifier notifier) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (System.nanoTime() < end) {
            assertThat(notifier.status().failure()).contains("no permission for topic flux-alerts");
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static SinkConfig webhook(FakeServer server) {
        Pacing quick = new Pacing(Duration.ofMillis(20), Duration.ofMillis(100));
        Endpoint endpoint = server.endpoint("/");
        return new SinkConfig("hook", new Target.Webhook(new WebhookTarget(endpoint, null)), Begin.FIRING, quick);
    }

    private Map<String, String> client(EmbeddedKafka kafka) throws Exception {
        Path password = Files.writeString(directory.resolve("password"), "of-no-value");
        Map<String, String> settings =
                new HashMap<>(new KafkaSecurity(null, new SaslPassword("SCRAM-SHA-512", USER, password)).properties());
        settings.put("bootstrap.servers", kafka.guardedServers());
        return settings;
    }

    private static AclBinding allowed(ResourceType type, String name, PatternType pattern, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + USER, "*", operation, AclPermissionType.ALLOW));
    }
}
