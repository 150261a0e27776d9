package io.fluxstream.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Whether {@code flux-stream local} keeps its memory: clusters that are played, updates that never stop, and every minute a look at what
 * the process holds.
 */
@Command(name = "Soak", mixinStandardHelpOptions = true, showDefaultValues = true)
final class Soak implements Callable<Integer> {
    private static final int SETTLES_MINUTES = 30;
    private static final int SHOWN_MINUTES = 10;

    @Option(names = "--clusters")
    private int clusters = 3;

    @Option(names = "--resources", description = "Of each cluster.")
    private int resources = 218;

    @Option(names = "--rate", paramLabel = "N", description = "Updates a second, of all clusters together.")
    private int rate = 3;

    @Option(names = "--minutes", description = "The first " + SETTLES_MINUTES + " are for settling.")
    private int minutes = 120;

    @Option(
            names = "--command",
            description = "What starts it: the distribution's script, so that no build is measured.")
    private Path command = Path.of("cli/target/flux-stream/bin/flux-stream");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Soak()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Report.machine("Soak");
        Path directory = Files.createTempDirectory("soak");
        List<Double> resident = new ArrayList<>();
        try (FakeFleet fleet = new FakeFleet(clusters, resources)) {
            Path config = Files.writeString(directory.resolve("flux-stream.yaml"), fleet.settings());
            List<String> options = List.of(
                    "--data", directory.resolve("data").toString(), "--kafka-port", "0", "--temporal-port", "0");
            try (RoleProcess local = RoleProcess.start(command, "local", config, options)) {
                local.begin();
                Turns turns = new Turns(fleet, 0, clusters, resources);
                long began = System.nanoTime();
                for (long i = 0; i < (long) rate * 60 * minutes && local.isAlive(); i++) {
                    TimeUnit.NANOSECONDS.sleep(began + (long) (i * (1e9 / rate)) - System.nanoTime());
                    turns.next();
                    if (i % (rate * 60L) == rate * 60L - 1) {
                        resident.add(local.look());
                        tell(resident);
                    }
                }
                if (!local.isAlive()) {
                    throw new IllegalStateException("it has ended: see " + directory.resolve("local.log"));
                }
                Report.line("%s", local.line());
            }
        }
        print(resident);
        return 0;
    }

    private static void tell(List<Double> resident) {
        int minute = resident.size();
        if (minute % SHOWN_MINUTES == 0) {
            Report.line("after %3d min: resident %.0f MB", minute, resident.get(minute - 1));
        }
    }

    private static void print(List<Double> resident) {
        int settled = Math.min(SETTLES_MINUTES, resident.size());
        Distribution first = new Distribution("MB");
        resident.subList(0, settled).forEach(first::add);
        Report.line(first, "resident, each minute of the first half hour");
        Distribution later = new Distribution("MB");
        List<Double> rest = resident.subList(settled, resident.size());
        rest.forEach(later::add);
        Report.line(later, "resident, each minute after that");
        if (rest.size() > 1) {
            Report.line("after the first half hour it grows by %.1f MB an hour", slope(rest) * 60);
        }
    }

    /** Of the line that is nearest to the values, by least squares. */
    private static double slope(List<Double> values) {
        double middle = (values.size() - 1) / 2.0;
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        double above = 0;
        double below = 0;
        for (int i = 0; i < values.size(); i++) {
            above += (i - middle) * (values.get(i) - mean);
            below += (i - middle) * (i - middle);
        }
        return above / below;
    }
}
