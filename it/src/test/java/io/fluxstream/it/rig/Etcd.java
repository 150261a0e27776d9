package io.fluxstream.it.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxstream.embedded.FreePort;
import io.fluxstream.it.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The store below all API servers. */
public final class Etcd {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final ServerProcess process;

    private Etcd(String url, ServerProcess process) {
        this.url = url;
        this.process = process;
    }

    static Etcd start(Binaries binaries, Path directory) {
        String client = "http://127.0.0.1:" + FreePort.choose();
        String peer = "http://127.0.0.1:" + FreePort.choose();
        List<String> command = List.of(
                binaries.etcd().toString(),
                "--data-dir=" + directory.resolve("etcd"),
                "--unsafe-no-fsync",
                "--log-level=error",
                "--listen-client-urls=" + client,
                "--advertise-client-urls=" + client,
                "--listen-peer-urls=" + peer,
                "--initial-advertise-peer-urls=" + peer,
                "--initial-cluster=default=" + peer);
        Etcd etcd = new Etcd(client, ServerProcess.start("etcd", directory, command, Map.of()));
        Eventually.holds("etcd is up", () -> etcd.post("/v3/maintenance/status", "{}"));
        return etcd;
    }

    String url() {
        return url;
    }

    /** Forgets every revision but the newest: what asks for an older one is told that it is too old. */
    public void compact() {
        String revision = post("/v3/maintenance/status", "{}")
                .path("header")
                .path("revision")
                .asText();
        post("/v3/kv/compaction", "{\"revision\":\"" + revision + "\",\"physical\":true}");
    }

    void kill() {
        process.kill();
    }

    private JsonNode post(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("etcd answered " + path + " with " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
