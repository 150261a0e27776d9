package io.fluxstream.it.product;

import io.fluxstream.it.rig.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Two of each role on one broker: watchers that share the clusters, processors that stand by for each other, and bridges. */
public final class Replicas implements AutoCloseable {
    private static final int EACH = 2;

    private final Broker broker;
    private final List<Role> roles = new ArrayList<>();

    private Replicas(Broker broker) {
        this.broker = broker;
    }

    /** Returns once all of them say that they are at work, or stand by. */
    public static Replicas start(Rig rig, List<String> clusters) {
        try {
            Path directory = Files.createTempDirectory(rig.directory(), "replicas-");
            Files.writeString(directory.resolve("rules.yaml"), Deployment.rules());
            Broker broker = Broker.start(directory);
            Replicas replicas = new Replicas(broker);
            String connections = Deployment.connections(
                    broker.bootstrapServers(), rig.temporal().address(), clusters, rig.kubeconfig());
            for (String role : List.of("watcher", "processor", "bridge")) {
                for (int number = 0; number < EACH; number++) {
                    replicas.add(role, role + '-' + number, directory, connections);
                }
            }
            return replicas;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String role, String name, Path directory, String connections) throws IOException {
        String config =
                connections + """
                watcher: {group: flux-stream-watcher}
                processor:
                  rules: "%s"
                  stateDirectory: "%s"
                  standbys: 1
                  instanceId: %s
                """.formatted(directory.resolve("rules.yaml"), directory.resolve("state-" + name), name);
        Role replica = new Role(role, name, directory, Files.writeString(directory.resolve(name + ".yaml"), config));
        roles.add(replica);
        replica.start();
        replica.awaitHealthy();
    }

    public Broker broker() {
        return broker;
    }

    /** All of them: the watchers, the processors, the bridges. */
    public List<Role> roles() {
        return Collections.unmodifiableList(roles);
    }

    @Override
    public void close() {
        roles.forEach(Role::close);
        broker.close();
    }
}
