package io.fluxstream.cli.roles;

import io.fluxstream.embedded.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A role as a process of its own, and everything that it says. */
final class StartedRole implements AutoCloseable {
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);

    /** One for all questions: a role takes no more than so many connections. */
    private final HttpClient client = HttpClient.newHttpClient();

    private final Process process;
    private final Path said;
    private final int port;

    private StartedRole(Process process, Path said, int port) {
        this.process = process;
        this.said = said;
        this.port = port;
    }

    /** One that logs what it logs for its users. */
    static StartedRole quiet(Path directory, String role, Path config) {
        return quiet(directory, role, List.of(role), config);
    }

    /** The same of any command that takes a configuration, with options of its own. */
    static StartedRole quiet(Path directory, String name, List<String> command, Path config) {
        return start(directory, name, command, config, Map.of());
    }

    static StartedRole start(Path directory, String name, String role, Path config, Map<String, String> environment) {
        return start(directory, name, List.of(role, "--debug"), config, environment);
    }

    private static StartedRole start(
            Path directory, String name, List<String> role, Path config, Map<String, String> environment) {
        Path said = directory.resolve(name + ".log");
        int port = FreePort.choose();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.fluxstream.cli.Main"));
        command.addAll(role);
        command.addAll(List.of(
                "--http-address", "127.0.0.1", "--http-port", Integer.toString(port), "--config", config.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(said.toFile());
        try {
            return new StartedRole(builder.start(), said, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has said all of these. */
    void awaitSaying(List<String> words) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE;
        while (!words.stream().allMatch(said()::contains)) {
            if (!process.isAlive() && words.stream().allMatch(said()::contains)) {
                return;
            }
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new AssertionError(words + " was not said, but:\n" + said());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits until it has ended by itself. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE, TimeUnit.NANOSECONDS)) {
            throw new AssertionError("has not ended, but said:\n" + said());
        }
        return process.exitValue();
    }

    String said() {
        try {
            return Files.readString(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What its pages show; nothing once it has ended. */
    String pages() throws IOException, InterruptedException {
        StringBuilder pages = new StringBuilder();
        if (process.isAlive()) {
            for (String page : List.of("livez", "readyz", "metrics", "config", "nothing")) {
                pages.append(page(page));
            }
        }
        return pages.toString();
    }

    /** What one of its pages shows. */
    String page(String page) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + page))
                .build();
        return client.send(request, BodyHandlers.ofString()).body();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
