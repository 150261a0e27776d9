package io.fluxstream.it.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Many rounds, side by side: what {@code it/chaos} runs. */
final class ChaosRun {
    private final List<Verdict> verdicts = new ArrayList<>();
    private final Path directory;
    private final Pace pace;
    private final @Nullable String file;

    private ChaosRun(Path directory, Pace pace, @Nullable String file) {
        this.directory = directory;
        this.pace = pace;
        this.file = file;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> options = options(arguments);
        int rounds = Integer.parseInt(options.getOrDefault("--rounds", "20"));
        long seed = Long.parseLong(options.getOrDefault("--seed", "1"));
        int lanes = Integer.parseInt(options.getOrDefault("--lanes", "1"));
        List<String> missing = Needs.missing();
        if (!missing.isEmpty()) {
            System.err.println("it/chaos needs " + String.join(" and ", missing));
            System.exit(2);
        }
        Pace pace = Pace.named(options.getOrDefault("--pace", "long"));
        Path directory = Path.of(options.getOrDefault("--directory", "it/target/chaos"))
                .toAbsolutePath()
                .resolve("run-" + ProcessHandle.current().pid());
        ChaosRun run = new ChaosRun(directory, pace, options.get("--report"));
        run.run(LongStream.range(seed, seed + rounds).boxed().toList(), lanes);
        System.out.println(run.report());
        System.exit(run.verdicts.stream().allMatch(Verdict::isGood) && run.verdicts.size() == rounds ? 0 : 1);
    }

    private static Map<String, String> options(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        List<String> known = List.of("--rounds", "--seed", "--lanes", "--pace", "--directory", "--report");
        if (arguments.length % 2 != 0 || !known.containsAll(options.keySet())) {
            System.err.println("usage: it/chaos [--rounds N] [--seed S] [--lanes L] [--pace long|short] [--report F]"
                    + " [--directory D]");
            System.exit(2);
        }
        return options;
    }

    private void run(List<Long> seeds, int lanes) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        int share = (seeds.size() + lanes - 1) / lanes;
        for (int lane = 0; lane < lanes; lane++) {
            List<Long> own =
                    seeds.subList(Math.min(lane * share, seeds.size()), Math.min((lane + 1) * share, seeds.size()));
            Path place = directory.resolve("lane-" + lane);
            Thread thread = new Thread(() -> run(own, place), "lane-" + lane);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private String report() {
        return Report.of(
                verdicts.stream()
                        .sorted(Comparator.comparing(verdict -> verdict.plan().seed()))
                        .toList(),
                pace);
    }

    /** After each round, so that a run that is broken off has a report too. */
    private void write() {
        if (file != null) {
            try {
                Files.writeString(Path.of(file), report());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void run(List<Long> seeds, Path place) {
        try (Lane lane = new Lane(place, pace)) {
            lane.run(seeds, this::tell);
        }
    }

    private synchronized void tell(Verdict verdict) {
        verdicts.add(verdict);
        write();
        System.out.println(verdict.line());
        if (!verdict.isGood()) {
            System.out.println("  logs are below " + directory + "; again: it/chaos --rounds 1 --seed "
                    + verdict.plan().seed());
        }
    }
}
