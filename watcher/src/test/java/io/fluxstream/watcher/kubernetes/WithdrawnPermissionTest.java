package io.fluxstream.watcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.GuardedListener;
import io.fluxstream.schemas.TopicSetup;
import io.fluxstream.schemas.Topics;
import io.fluxstream.security.kafka.KafkaSecurity;
import io.fluxstream.security.kafka.SaslPassword;
import io.fluxstream.watcher.WatchedSource;
import io.fluxstream.watcher.Watcher;
import io.fluxstream.watcher.WatcherConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody takes the permission to write flux-status from a running watcher, and gives it back. */
class WithdrawnPermissionTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String USER = "flux-stream-watcher";
    private static final AclBinding WRITING = new AclBinding(
            new ResourcePattern(ResourceType.TOPIC, Topics.STATUS.name(), PatternType.LITERAL),
            new AccessControlEntry("User:" + USER, "*", AclOperation.WRITE, AclPermissionType.ALLOW));
    private static final AclBinding ALL_ELSE = new AclBinding(
            new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL),
            new AccessControlEntry("User:" + USER, "*", AclOperation.READ, AclPermissionType.ALLOW));

    @TempDir
    Path directory;

    @Test
    void theWatcherSaysWhichAndWritesWhatWasSeenMeanwhileOnceItIsGranted() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.guarded(directory.resolve("kafka"), GuardedListener.scram());
                Admin owner = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()));
                FakeApiServer server = new FakeApiServer()) {
            TopicSetup.ensure(owner, 1, (short) 1);
            ScramCredentialInfo scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
            owner.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(USER, scram, "of-no-value")))
                    .all()
                    .get();
            owner.createAcls(List.of(WRITING, ALL_ELSE)).all().get();
            server.put("app", "True", "ok");
            try (Watcher watcher = watcher(kafka, server)) {
                await(() -> watcher.isHeard() && messages(kafka).contains("ok"));
                owner.deleteAcls(List.of(WRITING.toFilter())).all().get();
                server.put("app", "False", "first");
                await(() -> !watcher.isHeard());
                // A producer that is made meanwhile is not even given an identity.
                assertThat(watcher.refusal())
                        .matches("no permission for (topic flux-status|this on the cluster): see docs/security.md .*");
                server.put("app", "False", "second");
                server.put("app", "True", "third");
                owner.createAcls(List.of(WRITING)).all().get();
                await(() -> watcher.isHeard() && messages(kafka).contains("third"));
                assertThat(watcher.refusal()).isEmpty();
            }
            assertThat(messages(kafka)).containsExactly("ok", "first", "second", "third");
        }
    }

    private Watcher watcher(EmbeddedKafka kafka, FakeApiServer server) throws Exception {
        Path password = Files.writeString(directory.resolve("password"), "of-no-value");
        Map<String, String> settings =
                new HashMap<>(new KafkaSecurity(null, new SaslPassword("SCRAM-SHA-512", USER, password)).properties());
        settings.put("bootstrap.servers", kafka.guardedServers());
        KindSpec kustomization = new KindSpec("kustomize.toolkit.fluxcd.io", "Kustomization", List.of("v1"));
        WatchedSource ottawa = new WatchedSource.Endpoint("ottawa", server.url(), null, null);
        return Watcher.start(
                new WatcherConfig(settings, List.of(ottawa), List.of(kustomization), Duration.ofHours(6), null));
    }

    /** What was observed of the one resource, in the order of the log. */
    private static List<String> messages(EmbeddedKafka kafka) {
        List<String> messages = new ArrayList<>();
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition status = new TopicPartition(Topics.STATUS.name(), 0);
            consumer.assign(List.of(status));
            consumer.seekToEnd(List.of(status));
            long end = consumer.position(status);
            consumer.seekToBeginning(List.of(status));
            while (consumer.position(status) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    FluxStatusEvent event = Topics.STATUS.codec().read(record.value());
                    if (event instanceof FluxStatusEvent.Observed observed) {
                        messages.add(observed.conditions().get(0).message());
                    }
                });
            }
        }
        return messages;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).describedAs("in time").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }
}
