package io.fluxstream.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What {@code deploy/apps/monitoring} asks Prometheus: the rules, and the queries of the dashboards. */
public final class Monitoring {
    static final Path DIRECTORY = Overlay.DEPLOY.resolve("apps/monitoring");

    private static final YAMLMapper YAML = new YAMLMapper();

    private Monitoring() {}

    /** A panel's question. */
    public record Query(String dashboard, String panel, String expression) {
        @Override
        public String toString() {
            return dashboard + ", " + panel + ": " + expression;
        }
    }

    /** The alerts of the PrometheusRule. */
    public static List<JsonNode> alerts() {
        List<JsonNode> alerts = new ArrayList<>();
        for (JsonNode group : spec().path("groups")) {
            group.path("rules").forEach(alerts::add);
        }
        return alerts;
    }

    /** Writes the rules as Prometheus reads them, which is what the operator does. */
    public static Path writeRules(Path directory) {
        try {
            return Files.write(directory.resolve("rules.yaml"), YAML.writeValueAsBytes(spec()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> dashboards() {
        List<JsonNode> dashboards = new ArrayList<>();
        try (var files = Files.list(DIRECTORY.resolve("dashboards"))) {
            for (Path file : files.sorted().toList()) {
                dashboards.add(new ObjectMapper().readTree(file.toFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return dashboards;
    }

    static List<JsonNode> panels(JsonNode dashboard) {
        return StreamSupport.stream(dashboard.path("panels").spliterator(), false)
                .filter(panel -> !panel.path("type").asText().equals("row"))
                .toList();
    }

    /** Every query of every dashboard, with its variables as they are when nothing is chosen. */
    public static List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        for (JsonNode dashboard : dashboards()) {
            for (JsonNode panel : panels(dashboard)) {
                for (JsonNode target : panel.path("targets")) {
                    String expression = target.path("expr")
                            .asText()
                            .replace("$cluster", ".*")
                            .replace("$kind", ".*")
                            .replace("$__rate_interval", "1m");
                    queries.add(new Query(
                            dashboard.path("uid").asText(), panel.path("title").asText(), expression));
                }
            }
        }
        return queries;
    }

    private static JsonNode spec() {
        try {
            return YAML.readTree(DIRECTORY.resolve("prometheus-rule.yaml").toFile())
                    .path("spec");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
