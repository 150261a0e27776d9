package io.fluxstream.it.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One etcd, an API server per cluster and a Temporal server; the clusters have Flux's kinds and nothing in them. */
public final class Rig implements AutoCloseable {
    /** The clusters of the rig that the tests share. */
    public static final List<String> CLUSTERS = List.of("robbinsdale", "ottawa", "stpetersburg");

    private final Path directory;
    private final Etcd etcd;
    private final Map<String, ApiServer> apiServers;
    private final TemporalServer temporal;

    private Rig(Path directory, Etcd etcd, Map<String, ApiServer> apiServers, TemporalServer temporal) {
        this.directory = directory;
        this.etcd = etcd;
        this.apiServers = apiServers;
        this.temporal = temporal;
    }

    static Rig start(Binaries binaries, Path directory) {
        return start(binaries, directory, CLUSTERS);
    }

    /**
     * One of one's own.
     *
     * @throws IllegalStateException when the binaries are not there
     */
    public static Rig start(Path directory, List<String> clusters) {
        Binaries binaries =
                Binaries.find(System.getenv()).orElseThrow(() -> new IllegalStateException(Binaries.HOW_TO_NAME_THEM));
        return start(binaries, directory, clusters);
    }

    private static Rig start(Binaries binaries, Path directory, List<String> clusters) {
        TemporalServer temporal = TemporalServer.start(binaries, directory);
        AccessFiles access = AccessFiles.write(directory);
        Etcd etcd = Etcd.start(binaries, directory);
        Map<String, ApiServer> apiServers = new LinkedHashMap<>();
        for (String cluster : clusters) {
            apiServers.put(cluster, ApiServer.start(binaries, directory, cluster, etcd, access));
        }
        for (ApiServer server : apiServers.values()) {
            server.awaitReady();
            FluxCustomResources.install(server.administrator());
        }
        temporal.awaitReady();
        return new Rig(directory, etcd, apiServers, temporal);
    }

    public Etcd etcd() {
        return etcd;
    }

    public ApiServer apiServer(String cluster) {
        return Objects.requireNonNull(apiServers.get(cluster), () -> "there is no cluster " + cluster);
    }

    public TemporalServer temporal() {
        return temporal;
    }

    /** A directory that goes with the rig. */
    public Path directory() {
        return directory;
    }

    /** A kubeconfig with a context per cluster, for a user who may read what flux-stream reads and nothing else. */
    public Path kubeconfig() {
        return kubeconfig("kubeconfig", Map.of());
    }

    /** The same, with some clusters behind relays. */
    public Path kubeconfig(String name, Map<String, Relay> relays) {
        StringBuilder clusters = new StringBuilder();
        StringBuilder contexts = new StringBuilder();
        for (ApiServer server : apiServers.values()) {
            Relay relay = relays.get(server.cluster());
            String url = relay == null ? server.url() : "https://127.0.0.1:" + relay.port();
            clusters.append("- name: %s%n  cluster: {server: \"%s\", insecure-skip-tls-verify: true}%n"
                    .formatted(server.cluster(), url));
            contexts.append("- name: %1$s%n  context: {cluster: %1$s, user: %2$s}%n"
                    .formatted(server.cluster(), AccessFiles.READER));
        }
        String text = """
                apiVersion: v1
                kind: Config
                current-context: %s
                clusters:
                %scontexts:
                %susers:
                - name: %s
                  user: {token: %s}
                """.formatted(
                        apiServers.keySet().iterator().next(),
                        clusters,
                        contexts,
                        AccessFiles.READER,
                        AccessFiles.READER_TOKEN);
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A kubeconfig for one cluster, whose user may do everything. */
    public Path administratorKubeconfig(String cluster) {
        String text = """
                apiVersion: v1
                kind: Config
                current-context: %1$s
                clusters:
                - name: %1$s
                  cluster: {server: "%2$s", insecure-skip-tls-verify: true}
                contexts:
                - name: %1$s
                  context: {cluster: %1$s, user: admin}
                users:
                - name: admin
                  user: {token: %3$s}
                """.formatted(cluster, apiServer(cluster).url(), AccessFiles.ADMINISTRATOR_TOKEN);
        try {
            return Files.writeString(directory.resolve(cluster + ".administrator"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        temporal.stop();
        apiServers.values().forEach(ApiServer::kill);
        etcd.kill();
    }
}
