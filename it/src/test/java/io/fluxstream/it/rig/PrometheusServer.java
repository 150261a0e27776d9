package io.fluxstream.it.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxstream.embedded.FreePort;
import io.fluxstream.it.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A Prometheus that scrapes once a second and forgets everything when it ends. */
public final class PrometheusServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final ServerProcess process;

    private PrometheusServer(String url, ServerProcess process) {
        this.url = url;
        this.process = process;
    }

    /**
     * Returns once it answers.
     *
     * @param jobs ports of this machine, each under the name of a job
     */
    public static PrometheusServer start(Path directory, Map<String, Integer> jobs, Path rules) {
        StringBuilder config = new StringBuilder("""
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: ["%s"]
                scrape_configs:
                """.formatted(rules));
        jobs.forEach((job, port) -> config.append("""
                - {job_name: "%s", honor_labels: true, static_configs: [{targets: ["127.0.0.1:%d"]}]}
                """.formatted(job, port)));
        int port = FreePort.choose();
        try {
            Path file = Files.writeString(directory.resolve("prometheus.yaml"), config);
            List<String> command = List.of(
                    OnPath.require("prometheus").toString(),
                    "--config.file=" + file,
                    "--storage.tsdb.path=" + directory.resolve("prometheus"),
                    "--web.listen-address=127.0.0.1:" + port,
                    "--log.level=warn");
            PrometheusServer server = new PrometheusServer(
                    "http://127.0.0.1:" + port, ServerProcess.start("prometheus", directory, command, Map.of()));
            Eventually.holds("Prometheus answers", () -> server.query("1"));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The samples of an instant query. */
    public JsonNode query(String expression) {
        return get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .path("result");
    }

    /** The rules as it evaluated them last, with their health. */
    public JsonNode ruleGroups() {
        return get("/api/v1/rules").path("groups");
    }

    /** The names of all metrics that it has met. */
    public Set<String> metricNames() {
        Set<String> names = new HashSet<>();
        get("/api/v1/label/__name__/values").forEach(name -> names.add(name.asText()));
        return names;
    }

    private JsonNode get(String path) {
        try {
            HttpResponse<byte[]> response = http.send(
                    HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode answer = JSON.readTree(response.body());
            if (!answer.path("status").asText().equals("success")) {
                throw new IllegalStateException("Prometheus answered " + path + " with " + answer);
            }
            return answer.path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.kill();
    }
}
