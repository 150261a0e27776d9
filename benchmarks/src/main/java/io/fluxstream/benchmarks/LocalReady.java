package io.fluxstream.benchmarks;

import io.fluxstream.benchmarks.PlayedCluster.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How long {@code flux-stream local} takes to say that it is ready, and how much memory the process then holds.
 *
 * <p>Every second start finds the data of the one before; the others begin with none.
 */
@Command(name = "LocalReady", mixinStandardHelpOptions = true, showDefaultValues = true)
final class LocalReady implements Callable<Integer> {
    private static final String READY = "flux-stream is ready";

    /** What a fleet of 218 is made of. */
    private static final Map<Kind, Integer> FLEET = Map.of(
            Kind.KUSTOMIZATION, 100,
            Kind.HELM_RELEASE, 60,
            Kind.HELM_CHART, 30,
            Kind.HELM_REPOSITORY, 20,
            Kind.GIT_REPOSITORY, 8);

    @Option(names = "--kubeconfig", required = true, description = "Of a user who may write Flux's kinds.")
    private Path kubeconfig = Path.of("");

    @Option(names = "--context", required = true, description = "May be given several times.")
    private List<String> contexts = new ArrayList<>();

    @Option(
            names = "--command",
            description = "What starts it: the distribution's script, so that no build is measured.")
    private Path command = Path.of("cli/target/flux-stream/bin/flux-stream");

    @Option(names = "--starts")
    private int starts = 6;

    @Option(names = "--hold", paramLabel = "S", description = "How long it runs before its memory is read.")
    private int holdSeconds = 60;

    private final Distribution empty = new Distribution("s");
    private final Distribution again = new Distribution("s");
    private final Distribution resident = new Distribution("MB");
    private final Distribution peak = new Distribution("MB");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LocalReady()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        for (String context : contexts) {
            fill(context);
        }
        Report.machine("LocalReady");
        Path data = Files.createTempDirectory("local-ready");
        for (int i = 0; i < starts; i++) {
            boolean isFirst = i % 2 == 0;
            if (isFirst) {
                delete(data);
            }
            start(data, isFirst ? empty : again);
            Report.progress("%d of %d", i + 1, starts);
        }
        delete(data);
        Report.line(empty, "start -> ready, without data");
        Report.line(again, "start -> ready, on the data of an earlier run");
        Report.line(resident, "resident " + holdSeconds + " s later (VmRSS)");
        Report.line(peak, "the most that was resident (VmHWM)");
        return 0;
    }

    private void fill(String context) {
        try (PlayedCluster cluster = PlayedCluster.of(kubeconfig, context)) {
            FLEET.forEach((kind, count) -> {
                for (int i = 0; i < count; i++) {
                    cluster.put(kind, "ready-" + i);
                }
            });
            Report.progress(
                    "%s: %d resources",
                    context, FLEET.values().stream().mapToInt(Integer::intValue).sum());
        }
    }

    private void start(Path data, Distribution seconds) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command.toAbsolutePath().toString(), "local"));
        words.addAll(List.of("--kubeconfig", kubeconfig.toString(), "--data", data.toString()));
        words.addAll(List.of("--kafka-port", "0", "--temporal-port", "0"));
        contexts.forEach(context -> words.addAll(List.of("--context", context)));
        long begun = System.nanoTime();
        Process process = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); !READY.equals(line); line = out.readLine()) {
                if (line == null) {
                    throw new IllegalStateException(words + " ended before it was ready");
                }
            }
            seconds.addNanos((System.nanoTime() - begun) / 1_000);
            TimeUnit.SECONDS.sleep(holdSeconds);
            resident.add(megabytes(process, "VmRSS"));
            peak.add(megabytes(process, "VmHWM"));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    /** As Linux counts: of the process that the script has become. */
    private static double megabytes(Process process, String field) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        }
    }

    private static void delete(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
