package io.fluxstream.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A directory of manifests, built with kustomize if it has a {@code kustomization.yaml}, and its objects. */
record Overlay(Path directory, List<JsonNode> objects) {
    /** The directory {@code deploy} of the project. */
    static final Path DEPLOY = Path.of("..", "deploy").toAbsolutePath().normalize();

    private static final YAMLMapper YAML = new YAMLMapper();

    static Overlay build(Path directory) {
        return new Overlay(directory, parse(yaml(directory)));
    }

    /** What {@code kubectl apply} is given. */
    static String yaml(Path directory) {
        if (Files.exists(directory.resolve("kustomization.yaml"))) {
            return Program.kustomize(directory);
        }
        StringBuilder all = new StringBuilder();
        files(directory, 1).forEach(file -> all.append(read(file)).append("\n---\n"));
        return all.toString();
    }

    /** Every directory below {@code root} that is applied as a whole: overlays, what Flux is given, access. */
    static List<Path> applicable(Path root) {
        List<Path> directories = new ArrayList<>();
        for (String environment : environments(root)) {
            directories.add(root.resolve("infrastructure/redpanda").resolve(environment));
            directories.add(root.resolve("infrastructure/temporal").resolve(environment));
            directories.add(root.resolve("apps/flux-stream").resolve(environment));
            directories.add(root.resolve("clusters").resolve(environment));
        }
        directories.add(root.resolve("apps/flux-stream/base"));
        directories.add(root.resolve("apps/monitoring"));
        directories.add(root.resolve("apps/watched-cluster"));
        directories.add(root.resolve("components/watched-cluster/by-service-account"));
        directories.add(root.resolve("components/watched-cluster/by-tailscale-group"));
        directories.add(root.resolve("clusters/watched"));
        return directories;
    }

    /** The overlays of flux-stream itself. */
    static List<String> environments(Path root) {
        try (Stream<Path> children = Files.list(root.resolve("apps/flux-stream"))) {
            return children.map(child -> child.getFileName().toString())
                    .filter(name -> !name.equals("base"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> files(Path directory, int depth) {
        try (Stream<Path> all = Files.walk(directory, depth)) {
            return all.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JsonNode> parse(String yaml) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            List<JsonNode> objects = new ArrayList<>();
            documents.forEachRemaining(document -> {
                if (document instanceof ObjectNode) {
                    objects.add(document);
                }
            });
            return objects;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JsonNode> ofKind(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    /** Those that have a pod template. */
    List<JsonNode> workloads() {
        return objects.stream()
                .filter(object -> object.at("/spec/template/spec").isObject())
                .toList();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
