package io.fluxstream.it.chaos;

import io.fluxstream.it.product.Broker;
import io.fluxstream.it.product.Deployment;
import io.fluxstream.it.product.Role;
import io.fluxstream.it.rig.Relay;
import io.fluxstream.it.rig.Restartable;
import io.fluxstream.it.rig.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A deployment that things can be done to: relays before each API server, before the broker and before Temporal, the broker's directory
 * on a disk of its own, and whoever ends by himself is started again.
 */
final class Plant implements AutoCloseable {
    static final int PARTITIONS = 4;
    private static final int DISK_MEGABYTES = 256;
    private static final String OPTIONS = "FLUX_STREAM_JAVA_OPTS";
    private static final String SMALL_HEAP = "-Xmx200m -XX:TieredStopAtLevel=1";
    /** In the environment of every command: many of them share one machine. */
    static final Map<String, String> SMALL = Map.of(OPTIONS, SMALL_HEAP);

    private final Rig rig;
    private final Path directory;
    private final Disk disk;
    private final FalseClock clock;
    private final Broker broker;
    private final Map<String, Relay> networks = new LinkedHashMap<>();
    private final Map<String, Restartable> processes = new LinkedHashMap<>();
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final Supervisor supervisor;
    private boolean watchesFalseClock;

    private Plant(Rig rig, Path directory) throws IOException {
        this.rig = rig;
        this.directory = directory;
        disk = Disk.mount(directory.resolve("kafka"), DISK_MEGABYTES);
        clock = new FalseClock(directory);
        broker = Broker.relayed(directory);
        networks.put(Places.BROKER, broker.relay());
        networks.put(Places.TEMPORAL, Relay.to(rig.temporal().port()));
        for (String cluster : Places.CLUSTERS) {
            networks.put(cluster, Relay.to(rig.apiServer(cluster).port()));
        }
        Path config = configure();
        processes.put(Places.BROKER, broker.process());
        processes.put(Places.TEMPORAL, rig.temporal().process());
        for (String cluster : Places.CLUSTERS) {
            processes.put(cluster, rig.apiServer(cluster).process());
        }
        for (String name : List.of(Places.WATCHER, Places.PROCESSOR, Places.BRIDGE)) {
            Role role = new Role(name, directory, config);
            role.environment(SMALL);
            roles.put(name, role);
            processes.put(name, role.process());
        }
        roles.values().forEach(Role::start);
        roles.values().forEach(Role::awaitHealthy);
        supervisor = Supervisor.of(List.copyOf(processes.values()));
    }

    /** Returns once all roles say that they are at work. Whatever ran on the rig before, its workflows are gone. */
    static Plant start(Rig rig, Path directory) {
        try {
            Files.createDirectories(directory);
            rig.temporal().restartEmpty();
            return new Plant(rig, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path configure() throws IOException {
        Map<String, Relay> before = new LinkedHashMap<>(networks);
        before.keySet().retainAll(Places.CLUSTERS);
        Path kubeconfig = rig.kubeconfig(directory.getFileName() + ".kubeconfig", before);
        Path rules = Files.writeString(directory.resolve("rules.yaml"), Deployment.rules());
        StringBuilder clusters = new StringBuilder();
        for (String cluster : Places.CLUSTERS) {
            clusters.append("  - {name: %1$s, context: %1$s, kubeconfig: \"%2$s\"}%n".formatted(cluster, kubeconfig));
        }
        return Files.writeString(directory.resolve("flux-stream.yaml"), """
                temporal: {address: "127.0.0.1:%d"}
                kafka: {bootstrapServers: "127.0.0.1:%d"}
                topics: {partitions: %d}
                processor:
                  rules: "%s"
                  stateDirectory: "%s"
                clusters:
                %s""".formatted(
                        network(Places.TEMPORAL).port(),
                        network(Places.BROKER).port(),
                        PARTITIONS,
                        rules,
                        directory.resolve("state"),
                        clusters));
    }

    Rig rig() {
        return rig;
    }

    Path directory() {
        return directory;
    }

    Disk disk() {
        return disk;
    }

    FalseClock clock() {
        return clock;
    }

    /** Where the harness reaches the broker, past the relay. */
    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Relay network(String name) {
        return Objects.requireNonNull(networks.get(name), name);
    }

    Restartable process(String name) {
        return Objects.requireNonNull(processes.get(name), name);
    }

    List<Restartable> roles() {
        return roles.values().stream().map(Role::process).toList();
    }

    /** From here on the watcher's clock is the one that can be stepped. */
    void giveTheWatcherAFalseClock() {
        if (watchesFalseClock) {
            return;
        }
        Map<String, String> environment = new LinkedHashMap<>(SMALL);
        environment.putAll(clock.environment());
        Role watcher = Objects.requireNonNull(roles.get(Places.WATCHER));
        watcher.environment(environment);
        watcher.stop();
        watcher.start();
        watcher.awaitHealthy();
        watchesFalseClock = true;
    }

    /** Takes every fault away and waits until all are at work. */
    void putRight() {
        networks.values().forEach(Relay::mend);
        clock.step(0);
        disk.free();
        for (Restartable process : processes.values()) {
            process.resume();
            if (!process.isWanted()) {
                process.start();
            }
        }
        processes.values().forEach(Restartable::awaitReady);
    }

    /** The names of those that ended by themselves since this was last asked. */
    List<String> takeEnded() {
        return supervisor.takeEnded();
    }

    /** Ends everything but the rig. */
    @Override
    public void close() {
        supervisor.close();
        networks.values().forEach(Relay::mend);
        processes.values().forEach(Restartable::resume);
        roles.values().forEach(Role::close);
        broker.close();
        networks.values().forEach(Relay::close);
        disk.close();
    }

    /** The logs of the roles and the broker. */
    List<Path> logs() {
        List<Path> logs = new ArrayList<>();
        for (String name : List.of(Places.BROKER, Places.WATCHER, Places.PROCESSOR, Places.BRIDGE)) {
            logs.add(directory.resolve(name + ".log"));
        }
        return logs;
    }
}
