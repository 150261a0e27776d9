package io.fluxstream.it.deploy;

import io.fluxstream.it.rig.OnPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs that are run for what they say. */
final class Program {
    private Program() {}

    /** What kustomize makes of a directory with a {@code kustomization.yaml}. */
    static String kustomize(Path directory) {
        return run("", "kubectl", "kustomize", directory.toString());
    }

    /**
     * Runs a program.
     *
     * @param input its standard input
     * @return what it says, on either output
     * @throws AssertionError with that, if it ends with an error
     */
    static String run(String input, String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(OnPath.require(program).toString()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + "\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
