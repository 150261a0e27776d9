package io.fluxstream.it.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The ConfigMaps and Secrets of a pod, as its container finds them, below a directory that stands for its root. */
final class Mounted {
    private final Overlay overlay;
    private final Path root;

    private Mounted(Overlay overlay, Path root) {
        this.overlay = overlay;
        this.root = root;
    }

    /** Writes what the first container of the workload mounts. */
    static void write(Overlay overlay, JsonNode workload, Path root) {
        JsonNode pod = workload.at("/spec/template/spec");
        Mounted mounted = new Mounted(overlay, root);
        for (JsonNode mount : pod.at("/containers/0/volumeMounts")) {
            for (JsonNode volume : pod.path("volumes")) {
                if (volume.path("name").asText().equals(mount.path("name").asText())) {
                    mounted.mount(mount, files(overlay, volume));
                }
            }
        }
    }

    private void mount(JsonNode mount, Map<String, String> files) {
        Path target = root.resolve(mount.path("mountPath").asText().substring(1));
        try {
            if (mount.has("subPath")) {
                String text = files.get(mount.path("subPath").asText());
                if (text == null) {
                    throw new AssertionError(overlay + " mounts " + mount + ", which is not among " + files.keySet());
                }
                Files.createDirectories(target.getParent());
                Files.writeString(target, text);
                return;
            }
            Files.createDirectories(target);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(target.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> files(Overlay overlay, JsonNode volume) {
        Map<String, String> files = new LinkedHashMap<>();
        String map = volume.at("/configMap/name").asText();
        String secret = volume.at("/secret/secretName").asText();
        object(overlay, "ConfigMap", map)
                .ifPresent(found -> found.path("data")
                        .properties()
                        .forEach(entry ->
                                files.put(entry.getKey(), entry.getValue().asText())));
        object(overlay, "Secret", secret).ifPresent(found -> {
            found.path("stringData")
                    .properties()
                    .forEach(entry -> files.put(entry.getKey(), entry.getValue().asText()));
            found.path("data")
                    .properties()
                    .forEach(entry -> files.put(
                            entry.getKey(),
                            new String(
                                    Base64.getMimeDecoder()
                                            .decode(entry.getValue().asText()),
                                    StandardCharsets.UTF_8)));
        });
        if (!map.isEmpty() && files.isEmpty()) {
            throw new AssertionError(overlay + " has no ConfigMap " + map);
        }
        return files;
    }

    private static Optional<JsonNode> object(Overlay overlay, String kind, String name) {
        return overlay.ofKind(kind).stream()
                .filter(object -> Overlay.name(object).equals(name))
                .findFirst();
    }
}
