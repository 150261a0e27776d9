package io.fluxstream.it.product;

import io.fluxstream.it.rig.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command of the distribution that the build has just packaged. */
public final class FluxStream {
    private static final Path DISTRIBUTION =
            Path.of(System.getProperty("flux-stream.distribution", "../cli/target/flux-stream"));

    private FluxStream() {}

    /** Starts it with these arguments; what it says is in {@code directory/name.log}. */
    public static ServerProcess start(String name, Path directory, List<String> arguments) {
        return start(name, directory, arguments, Map.of());
    }

    /** The same with more in its environment. */
    public static ServerProcess start(
            String name, Path directory, List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(launcher().toString());
        command.addAll(arguments);
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        return ServerProcess.start(name, directory, command, variables);
    }

    private static Path launcher() {
        Path launcher = DISTRIBUTION.resolve("bin/flux-stream").toAbsolutePath().normalize();
        if (!Files.isExecutable(launcher)) {
            throw new IllegalStateException(launcher + " is not there; mvn package makes it");
        }
        return launcher;
    }
}
