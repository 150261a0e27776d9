package io.fluxstream.cli.roles;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.cli.docs.DocumentedPermissions;
import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.EmbeddedTemporal;
import io.fluxstream.embedded.GuardedListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The four roles as processes, each as a user of its own. They begin with a wrong password, which is put right; then one permission of
 * each is withdrawn while they run, and granted again.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class WithdrawnPermissionsTest {
    private static final String PASSWORD = "of-no-value";
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(4);
    private static final long LASTS = TimeUnit.SECONDS.toNanos(20);

    /** By role, the topic and what may no longer be done to it. */
    private static final Map<String, Map.Entry<String, AclOperation>> WITHDRAWN = Map.of(
            "watcher", Map.entry("flux-status", AclOperation.WRITE),
            "processor", Map.entry("flux-status", AclOperation.READ),
            "bridge", Map.entry("flux-alerts", AclOperation.READ),
            "notify", Map.entry("flux-alerts", AclOperation.READ));

    @TempDir
    Path directory;

    @Test
    void areSaidOnceAndKeepTheRoleFromBeingReadyUntilTheyAreGrantedAgain() throws Exception {
        Map<String, StartedRole> roles = new HashMap<>();
        try (EmbeddedKafka kafka = EmbeddedKafka.guarded(directory.resolve("kafka"), GuardedListener.scram());
                EmbeddedTemporal temporal = EmbeddedTemporal.start(0);
                Admin owner = Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()))) {
            Map<String, List<AclBinding>> granted = DocumentedPermissions.read();
            for (String role : WITHDRAWN.keySet()) {
                makeUser(owner, role, granted.getOrDefault(user(role), List.of()));
                roles.put(role, StartedRole.quiet(directory, role, config(role, kafka, temporal)));
            }
            sinkOf(owner);
            await(roles, (role, page) -> page.contains("invalid credentials"));
            Files.writeString(password(), PASSWORD);
            await(roles, (role, page) -> page.equals("ok\n"));
            Map<String, Integer> saidBefore = new HashMap<>();
            roles.forEach((role, started) -> saidBefore.put(role, started.said().length()));

            List<AclBinding> withdrawn = withdrawn(granted);
            owner.deleteAcls(withdrawn.stream().map(AclBinding::toFilter).toList())
                    .all()
                    .get();
            await(roles, WithdrawnPermissionsTest::namesThePermission);
            // Whoever tries again looks well between two attempts.
            long end = System.nanoTime() + LASTS;
            while (System.nanoTime() < end) {
                for (Map.Entry<String, StartedRole> role : roles.entrySet()) {
                    assertThat(role.getValue().page("readyz"))
                            .as(role.getKey())
                            .satisfies(page -> assertThat(namesThePermission(role.getKey(), page))
                                    .as(page)
                                    .isTrue());
                    assertThat(role.getValue().page("metrics")).containsPattern("flux_stream_ready\\{role=\"\\w+\"} 0");
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
            for (Map.Entry<String, StartedRole> role : roles.entrySet()) {
                saysItOnce(role.getKey(), role.getValue().said().substring(saidBefore.getOrDefault(role.getKey(), 0)));
            }

            owner.createAcls(withdrawn).all().get();
            await(roles, (role, page) -> page.equals("ok\n"));
        } finally {
            roles.values().forEach(StartedRole::close);
        }
    }

    private static boolean namesThePermission(String role, String page) {
        Map.Entry<String, AclOperation> permission = Objects.requireNonNull(WITHDRAWN.get(role));
        // A producer that is made meanwhile is not even given an identity.
        return page.contains("no permission for topic " + permission.getKey())
                || (permission.getValue() == AclOperation.WRITE
                        && page.contains("no permission for this on the cluster"));
    }

    /** Nothing is said twice, neither by us nor by Kafka's clients; a new producer is refused in words of its own. */
    private static void saysItOnce(String role, String said) {
        List<String> complaints = said.lines()
                .filter(line -> !line.contains(" INFO "))
                .filter(line -> line.contains("ermission") || line.contains("uthoriz") || !line.startsWith("20"))
                .filter(line -> !line.contains("on the cluster"))
                .toList();
        // What a transaction commits is refused without saying which topic: the line that does comes with the next
        // attempt.
        assertThat(complaints).as(role + " said\n" + said).hasSizeBetween(1, role.equals("processor") ? 2 : 1);
        assertThat(complaints)
                .allMatch(line -> line.contains("no permission for ") && line.contains("trying again"))
                .anyMatch(line -> line.contains("no permission for topic"));
    }

    private interface Condition {
        boolean holds(String role, String page);
    }

    private static void await(Map<String, StartedRole> roles, Condition condition) throws Exception {
        long deadline = System.nanoTime() + PATIENCE;
        for (Map.Entry<String, StartedRole> role : roles.entrySet()) {
            String page = "";
            while (!condition.holds(role.getKey(), page)) {
                assertThat(System.nanoTime())
                        .as(
                                "%s, whose /readyz says: %s%n%s",
                                role.getKey(), page, role.getValue().said())
                        .isLessThan(deadline);
                TimeUnit.MILLISECONDS.sleep(100);
                assertThat(role.getValue().isAlive()).as(role.getValue().said()).isTrue();
                page = readyz(role.getValue());
            }
        }
    }

    private static String readyz(StartedRole role) throws InterruptedException {
        try {
            return role.page("readyz");
        } catch (IOException notYet) {
            return "";
        }
    }

    private static List<AclBinding> withdrawn(Map<String, List<AclBinding>> granted) {
        List<AclBinding> withdrawn = new ArrayList<>();
        WITHDRAWN.forEach((role, permission) -> granted.getOrDefault(user(role), List.of()).stream()
                .filter(binding -> binding.pattern().name().equals(permission.getKey())
                        && binding.entry().operation() == permission.getValue())
                .forEach(withdrawn::add));
        assertThat(withdrawn).hasSameSizeAs(WITHDRAWN.keySet());
        return withdrawn;
    }

    private static String user(String role) {
        return "flux-stream-" + role;
    }

    private static void makeUser(Admin owner, String role, List<AclBinding> permissions) throws Exception {
        ScramCredentialInfo scram = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
        owner.alterUserScramCredentials(List.of(new UserScramCredentialUpsertion(user(role), scram, PASSWORD)))
                .all()
                .get();
        owner.createAcls(permissions).all().get();
    }

    /** A topic that is no role's, for the notifier to write to. */
    private static void sinkOf(Admin owner) throws Exception {
        owner.createTopics(List.of(new NewTopic("fleet-events", 1, (short) 1)))
                .all()
                .get();
        ResourcePattern topic = new ResourcePattern(ResourceType.TOPIC, "fleet-events", PatternType.LITERAL);
        AccessControlEntry writing =
                new AccessControlEntry("User:" + user("notify"), "*", AclOperation.WRITE, AclPermissionType.ALLOW);
        owner.createAcls(List.of(new AclBinding(topic, writing))).all().get();
    }

    private Path password() {
        return directory.resolve("password");
    }

    private Path config(String role, EmbeddedKafka kafka, EmbeddedTemporal temporal) throws IOException {
        Files.writeString(password(), "another");
        return Files.writeString(directory.resolve(role + ".yaml"), """
                temporal: {address: "%s"}
                kafka:
                  bootstrapServers: "%s"
                  sasl: {mechanism: SCRAM-SHA-512, username: %s, passwordFile: "%s"}
                topics: {partitions: 2, replicationFactor: 1}
                processor: {stateDirectory: "%s"}
                clusters: [{name: ottawa, recording: bundled}]
                notify: {sinks: [{name: bus, cloudEvents: {topic: fleet-events}}]}
                """.formatted(
                temporal.address(), kafka.guardedServers(), user(role), password(), directory.resolve("state")));
    }
}
