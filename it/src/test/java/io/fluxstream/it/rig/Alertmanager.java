package io.fluxstream.it.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxstream.embedded.FreePort;
import io.fluxstream.it.Eventually;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real Alertmanager, and its API. */
public final class Alertmanager implements AutoCloseable {
    /** How to get one. */
    public static final String HOW_TO_NAME_IT =
            "ALERTMANAGER must name its binary, or alertmanager or prometheus-alertmanager must be on the PATH";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path binary;
    private final Path directory;
    private final Path config;
    private final int port = FreePort.choose();
    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable ServerProcess process;
    private int lives;

    private Alertmanager(Path binary, Path directory, Path config) {
        this.binary = binary;
        this.directory = directory;
        this.config = config;
    }

    /** Where one is. */
    public static Optional<Path> find() {
        String named = System.getenv("ALERTMANAGER");
        Stream<Path> candidates = named != null
                ? Stream.of(Path.of(named))
                : Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .flatMap(on -> Stream.of(Path.of(on, "alertmanager"), Path.of(on, "prometheus-alertmanager")));
        return candidates.filter(Files::isExecutable).findFirst();
    }

    public static Alertmanager start(Path directory, Path config) {
        Alertmanager alertmanager = new Alertmanager(find().orElseThrow(), directory, config);
        alertmanager.startAfresh();
        return alertmanager;
    }

    /** Starts it on the same port, without anything that it knew. */
    public void startAfresh() {
        process = ServerProcess.start(
                "alertmanager",
                directory,
                List.of(
                        binary.toString(),
                        "--config.file=" + config,
                        "--storage.path=" + directory.resolve("alertmanager-" + lives++),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address="),
                Map.of());
        Eventually.holds("Alertmanager is ready", () -> get("/api/v2/status"));
    }

    public void stop() {
        ServerProcess running = process;
        if (running != null) {
            running.stop();
            process = null;
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** What it knows of the alerts with this label that have not ended. */
    public List<JsonNode> alerts(String label, String value) {
        JsonNode all = get("/api/v2/alerts?filter=" + label + "%3D" + value);
        return Stream.iterate(0, i -> i < all.size(), i -> i + 1).map(all::get).toList();
    }

    /** The only one of those. */
    public JsonNode alert(String label, String value) {
        List<JsonNode> alerts = alerts(label, value);
        if (alerts.size() != 1) {
            throw new AssertionError(
                    "one alert with " + label + "=" + value + " was expected, but there are " + alerts);
        }
        return alerts.get(0);
    }

    /** Says something of it. */
    public void post(String path, String json) {
        send(HttpRequest.newBuilder(url().resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private JsonNode get(String path) {
        return send(HttpRequest.newBuilder(url().resolve(path)));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("HTTP " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
