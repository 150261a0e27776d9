package io.fluxstream.it.product;

import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.it.rig.Relay;
import io.fluxstream.it.rig.Rig;
import io.fluxstream.rules.BuiltInRules;
import io.fluxstream.rules.RuleFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The three roles as processes, on a rig, with a broker of their own; a relay stands before each API server. */
public final class Deployment implements AutoCloseable {
    /** How long a failure must last in these tests. */
    public static final Duration SUSTAINED = Duration.ofSeconds(10);

    /** The rules of the processor. */
    public static final RuleSet RULES = RuleFile.parse("rules.yaml", rules())
            .match(loaded -> loaded.rules().as(1), mistakes -> {
                throw new IllegalStateException(mistakes.toString());
            });

    private final Map<String, Relay> relays;
    private final Broker broker;
    private final Role watcher;
    private final Role processor;
    private final Role bridge;

    private Deployment(Map<String, Relay> relays, Broker broker, Path directory, Path config) {
        this.relays = relays;
        this.broker = broker;
        this.watcher = new Role("watcher", directory, config);
        this.processor = new Role("processor", directory, config);
        this.bridge = new Role("bridge", directory, config);
    }

    /** Returns once all roles say that they are at work. */
    public static Deployment start(Rig rig) {
        try {
            Path directory = Files.createTempDirectory(rig.directory(), "deployment-");
            Map<String, Relay> relays = new LinkedHashMap<>();
            Rig.CLUSTERS.forEach(cluster ->
                    relays.put(cluster, Relay.to(rig.apiServer(cluster).port())));
            Path kubeconfig = rig.kubeconfig(directory.getFileName() + ".kubeconfig", relays);
            Broker broker = Broker.start(directory);
            String text = config(broker.bootstrapServers(), rig.temporal().address(), kubeconfig, directory);
            Files.writeString(directory.resolve("rules.yaml"), rules());
            Path config = Files.writeString(directory.resolve("flux-stream.yaml"), text);
            Deployment deployment = new Deployment(relays, broker, directory, config);
            deployment.roles().forEach(Role::start);
            deployment.roles().forEach(Role::awaitHealthy);
            return deployment;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The built-in rules, which wait for less. */
    public static String rules() {
        return BuiltInRules.text()
                .replaceFirst(
                        "(- alert: SustainedFailure\\s+when: failing\\s+for: )5m", "$1" + SUSTAINED.toSeconds() + "s");
    }

    private static String config(String bootstrapServers, String temporal, Path kubeconfig, Path directory) {
        return connections(bootstrapServers, temporal, Rig.CLUSTERS, kubeconfig)
                + """
                processor:
                  rules: "%s"
                  stateDirectory: "%s"
                """.formatted(directory.resolve("rules.yaml"), directory.resolve("state"));
    }

    /** What every role's configuration says: where Temporal, the broker and the clusters are. */
    static String connections(String bootstrapServers, String temporal, List<String> names, Path kubeconfig) {
        StringBuilder clusters = new StringBuilder();
        for (String cluster : names) {
            clusters.append("  - {name: %1$s, context: %1$s, kubeconfig: \"%2$s\"}%n".formatted(cluster, kubeconfig));
        }
        return """
                temporal: {address: "%s"}
                kafka: {bootstrapServers: "%s"}
                clusters:
                %s""".formatted(temporal, bootstrapServers, clusters);
    }

    public Broker broker() {
        return broker;
    }

    public Role watcher() {
        return watcher;
    }

    public Role processor() {
        return processor;
    }

    public Role bridge() {
        return bridge;
    }

    /** The network before a cluster. */
    public Relay relay(String cluster) {
        return Objects.requireNonNull(relays.get(cluster), () -> "there is no cluster " + cluster);
    }

    /** Everything that the roles have said. */
    public String logs() {
        StringBuilder all = new StringBuilder();
        roles().forEach(role -> all.append(role.log()));
        return all.toString();
    }

    private List<Role> roles() {
        return List.of(watcher, processor, bridge);
    }

    @Override
    public void close() {
        roles().forEach(Role::close);
        broker.close();
        relays.values().forEach(Relay::close);
    }
}
