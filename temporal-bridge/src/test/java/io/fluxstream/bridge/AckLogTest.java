package io.fluxstream.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxstream.bridge.feed.KafkaSettings;
import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.GuardedListener;
import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.Topics;
import io.fluxstream.security.kafka.KafkaSecurity;
import io.fluxstream.security.kafka.Refusal;
import io.fluxstream.security.kafka.SaslPassword;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a broker refuses once it may take later: nobody has to restart the bridge for it. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class AckLogTest {
    private static final AlertAck ACK =
            new AlertAck("9f86d081884c7d65", "ottawa", "kim", "on it", Instant.parse("2026-11-21T10:08:29.299Z"));
    private static final AclBinding WRITING = new AclBinding(
            new ResourcePattern(ResourceType.TOPIC, Topics.ACKS.name(), PatternType.LITERAL),
            new AccessControlEntry("User:bridge", "*", AclOperation.WRITE, AclPermissionType.ALLOW));

    @TempDir
    Path directory;

    private EmbeddedKafka kafka;
    private Admin owner;
    private Path password;

    @BeforeEach
    void start() throws Exception {
        kafka = EmbeddedKafka.guarded(directory.resolve("kafka"), GuardedListener.scram());
        owner = Admin.create(Map.of("bootstrap.servers", (Object) kafka.bootstrapServers()));
        owner.createTopics(List.of(new NewTopic(Topics.ACKS.name(), 2, (short) 1)))
                .all()
                .get();
        owner.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(
                        "bridge", new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096), "right")))
                .all()
                .get();
        owner.createAcls(List.of(WRITING)).all().get();
        password = directory.resolve("password");
    }

    @AfterEach
    void stop() {
        owner.close();
        kafka.close();
    }

    @Test
    void aPasswordThatIsPutRightIsEnough() throws IOException {
        Files.writeString(password, "wrong");
        try (AckLog log = new AckLog(settings())) {
            assertThatThrownBy(() -> log.accept(ACK)).isInstanceOf(KafkaException.class);
            Files.writeString(password, "right");
            Eventually.eventually(() -> log.accept(ACK));
        }
    }

    @Test
    void aPermissionThatIsGrantedAgainIsEnough() throws Exception {
        Files.writeString(password, "right");
        try (AckLog log = new AckLog(settings())) {
            Eventually.eventually(() -> log.accept(ACK));
            owner.deleteAcls(List.of(WRITING.toFilter())).all().get();
            Eventually.eventually(() -> assertThatThrownBy(() -> log.accept(ACK))
                    .satisfies(refused ->
                            assertThat(Refusal.reason(refused)).startsWith("no permission for topic flux-acks")));
            owner.createAcls(List.of(WRITING)).all().get();
            Eventually.eventually(() -> log.accept(ACK));
        }
    }

    private KafkaSettings settings() {
        Map<String, String> settings = new HashMap<>(
                new KafkaSecurity(null, new SaslPassword("SCRAM-SHA-512", "bridge", password)).properties());
        settings.put("bootstrap.servers", kafka.guardedServers());
        return new KafkaSettings(settings);
    }
}
