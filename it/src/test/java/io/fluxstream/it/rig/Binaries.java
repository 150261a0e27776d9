package io.fluxstream.it.rig;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The servers' binaries, where the environment says they are. */
record Binaries(Path etcd, Path apiServer, Path temporal) {
    static final String HOW_TO_NAME_THEM = "KUBEBUILDER_ASSETS must name a directory with etcd and kube-apiserver, and"
            + " temporal must be on the PATH or named by TEMPORAL_CLI";

    /** Nothing unless all three are there and can be run. */
    static Optional<Binaries> find(Map<String, String> environment) {
        Path assets = Path.of(environment.getOrDefault("KUBEBUILDER_ASSETS", ""));
        Path etcd = assets.resolve("etcd");
        Path apiServer = assets.resolve("kube-apiserver");
        Optional<Path> temporal = temporal(environment);
        if (!isProgram(etcd) || !isProgram(apiServer) || temporal.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Binaries(etcd.toAbsolutePath(), apiServer.toAbsolutePath(), temporal.get()));
    }

    private static Optional<Path> temporal(Map<String, String> environment) {
        @Nullable String named = environment.get("TEMPORAL_CLI");
        Stream<Path> candidates = named != null
                ? Stream.of(Path.of(named))
                : Stream.of(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                        .map(directory -> Path.of(directory, "temporal"));
        return candidates.filter(Binaries::isProgram).map(Path::toAbsolutePath).findFirst();
    }

    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
