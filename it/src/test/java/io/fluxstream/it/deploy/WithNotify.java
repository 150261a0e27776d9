package io.fluxstream.it.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the manifests whose environment {@code local} asks for the role notify, in the two steps that deploy/README.md names. */
final class WithNotify {
    private static final String COMPONENT = "../../../components/notify";

    private WithNotify() {}

    /** The directory of the overlay, in a copy below {@code directory}. */
    static Path overlay(Path directory) {
        try {
            copy(directory);
            Path overlay = directory.resolve("apps/flux-stream/local");
            Path kustomization = overlay.resolve("kustomization.yaml");
            String before = Files.readString(kustomization);
            String after = before.replaceFirst("(?m)^components: \\[(.*)]$", "components: [$1, " + COMPONENT + "]");
            if (after.equals(before)) {
                throw new IllegalStateException(kustomization + " names no components in one line");
            }
            Files.writeString(kustomization, after);
            Files.writeString(overlay.resolve("flux-stream.yaml"), sinks(), StandardOpenOption.APPEND);
            return overlay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the README has people write. */
    private static String sinks() throws IOException {
        List<String> page = Files.readAllLines(Overlay.DEPLOY.resolve("README.md"));
        int begin = page.indexOf("notify:");
        int end = begin + page.subList(begin, page.size()).indexOf("```");
        return String.join("\n", page.subList(begin, end)) + "\n";
    }

    private static void copy(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(Overlay.DEPLOY)) {
            for (Path file : files.toList()) {
                Path target = directory.resolve(Overlay.DEPLOY.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
