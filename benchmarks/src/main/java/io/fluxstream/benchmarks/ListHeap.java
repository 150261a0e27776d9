package io.fluxstream.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.watcher.WatchedSource;
import io.fluxstream.watcher.Watcher;
import io.fluxstream.watcher.WatcherConfig;
import io.fluxstream.watcher.status.KindStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What reading a large initial list costs a watcher in heap: live objects, that is what is left right after a collection.
 *
 * <p>The watcher is alone in this process; broker and API server run in another. Arguments: objects (default 10,000).
 */
final class ListHeap {
    private static final String CLUSTER = "ottawa";
    private static final String KIND = "Kustomization";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_COLLECTIONS = Duration.ofMillis(50);
    private static final double MEGABYTE = 1024.0 * 1024;

    private final int objects;
    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();

    private ListHeap(int objects) {
        this.objects = objects;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new ListHeap(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000).run();
        System.exit(0);
    }

    private void run() throws IOException, InterruptedException {
        Report.machine("ListHeap");
        Path data = Files.createTempDirectory("list-heap");
        Process servers = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LargeCluster.class.getName(),
                        data.resolve("kafka").toString(),
                        Integer.toString(objects))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out = servers.inputReader(UTF_8);
                OutputStream in = servers.getOutputStream()) {
            String line = out.readLine();
            if (line == null) {
                throw new IllegalStateException("broker and API server did not start");
            }
            String[] addresses = line.split(" ", 2);
            measure(addresses[0], kubeconfig(data, addresses[1]), in);
        } finally {
            servers.destroy();
            servers.waitFor();
        }
    }

    private void measure(String bootstrapServers, Path kubeconfig, OutputStream gate)
            throws IOException, InterruptedException {
        WatcherConfig config = WatcherConfig.of(
                Map.of("bootstrap.servers", bootstrapServers),
                List.of(new WatchedSource.KubeContext(CLUSTER, CLUSTER, kubeconfig)));
        try (Watcher watcher = Watcher.start(config)) {
            await("the first object", () -> published(watcher) > 0);
            // What comes once, whatever the length of the list: classes, pools, the producer's first batches.
            TimeUnit.SECONDS.sleep(3);
            double before = live();
            Distribution during = new Distribution("MB");
            double most = 0;
            long begun = System.nanoTime();
            gate.write('\n');
            gate.flush();
            while (!isFollowing(watcher)) {
                double grown = live() - before;
                during.add(grown);
                most = Math.max(most, grown);
                requirePatience(begun, "the end of the list");
                TimeUnit.MILLISECONDS.sleep(BETWEEN_COLLECTIONS.toMillis());
            }
            double seconds = (System.nanoTime() - begun) / 1e9;
            boolean isFlushed = watcher.flush(PATIENCE);
            Report.line(
                    "%,d objects listed in %.1f s, with a collection every %d ms; %d published, all acknowledged: %s",
                    objects, seconds, BETWEEN_COLLECTIONS.toMillis(), published(watcher), isFlushed);
            Report.line("live heap before                    %6.1f MB", before);
            Report.line(during, "live heap while it lists, more than before");
            Report.line("live heap after, more than before   %6.1f MB", live() - before);
        }
    }

    /** Two collections: the first may leave what its own references kept. */
    private double live() {
        memory.gc();
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed() / MEGABYTE;
    }

    private static boolean isFollowing(Watcher watcher) {
        return kustomizations(watcher).stream().anyMatch(KindStatus::live);
    }

    private static long published(Watcher watcher) {
        return kustomizations(watcher).stream().mapToLong(KindStatus::published).sum();
    }

    private static List<KindStatus> kustomizations(Watcher watcher) {
        return watcher.status().stream()
                .flatMap(cluster -> cluster.kinds().stream())
                .filter(kind -> kind.kind().equals(KIND))
                .toList();
    }

    private static void await(String what, BooleanSupplier condition) throws InterruptedException {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            requirePatience(begun, what);
            TimeUnit.MILLISECONDS.sleep(BETWEEN_COLLECTIONS.toMillis());
        }
    }

    private static void requirePatience(long begun, String what) {
        if (System.nanoTime() - begun > PATIENCE.toNanos()) {
            throw new IllegalStateException("not within " + PATIENCE + ": " + what);
        }
    }

    private static Path kubeconfig(Path directory, String url) throws IOException {
        return Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: %1$s
                clusters:
                - name: %1$s
                  cluster: {server: "%2$s"}
                contexts:
                - name: %1$s
                  context: {cluster: %1$s, user: nobody}
                users:
                - name: nobody
                  user: {}
                """.formatted(CLUSTER, url));
    }
}
