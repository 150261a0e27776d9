package io.fluxstream.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the trouble of some clusters does to the others: three of the fleet hang, flood and die for a while; measured is the way from an
 * update to its alert in the others, before, meanwhile and afterwards, in one run.
 */
@Command(name = "Neighbours", mixinStandardHelpOptions = true, showDefaultValues = true)
final class Neighbours implements Callable<Integer> {
    private static final int TROUBLED = 3;

    @Option(names = "--clusters", description = "That are measured; " + TROUBLED + " more are in trouble.")
    private int clusters = 20;

    @Option(names = "--resources", description = "Of each cluster.")
    private int resources = 500;

    @Option(names = "--rate", paramLabel = "N", description = "Updates a second, of all measured clusters together.")
    private int rate = 200;

    @Option(names = "--flood", paramLabel = "N", description = "Updates a second of the cluster that floods.")
    private int flood = 1_000;

    @Option(names = "--seconds", description = "Of each of the four parts.")
    private int seconds = 120;

    @Option(
            names = "--command",
            description = "What starts a role: the distribution's script, so that no build is measured.")
    private Path command = Path.of("cli/target/flux-stream/bin/flux-stream");

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Neighbours()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        Report.machine("Neighbours");
        int hanging = clusters;
        int flooding = clusters + 1;
        int dying = clusters + 2;
        try (FakeFleet fleet = new FakeFleet(clusters + TROUBLED, resources);
                FleetPipeline pipeline = new FleetPipeline(command, fleet, null);
                KafkaConsumer<byte[], byte[]> alerts = pipeline.alerts()) {
            pipeline.start("processor", 0);
            pipeline.synchronise(clusters + TROUBLED);
            Turns turns = new Turns(fleet, 0, clusters, resources);
            Turns floods = new Turns(fleet, flooding, 1, resources);
            run(turns, null, alerts);
            Distribution before = run(turns, null, alerts);
            fleet.hang(hanging);
            fleet.die(dying);
            Distribution meanwhile = run(turns, floods, alerts);
            fleet.recover(hanging);
            fleet.recover(dying);
            Distribution afterwards = run(turns, null, alerts);
            Report.line(before, "update -> alert, all clusters well");
            Report.line(meanwhile, "one hangs, one floods, one is dead");
            Report.line(afterwards, "all well again");
            Report.line(
                    "the 99th percentile is %.2f times that of before and %.2f times that of afterwards",
                    meanwhile.percentile(99) / before.percentile(99),
                    meanwhile.percentile(99) / afterwards.percentile(99));
        }
        return 0;
    }

    private Distribution run(Turns turns, @Nullable Turns floods, KafkaConsumer<byte[], byte[]> alerts) {
        Distribution alerted = new Distribution("ms");
        long began = System.nanoTime();
        long flooded = 0;
        for (long i = 0; i < (long) rate * seconds; i++) {
            long due = began + (long) (i * (1e9 / rate));
            while (System.nanoTime() < due) {
                turns.take(alerts, alerted);
            }
            turns.next();
            while (floods != null && flooded < i * flood / rate) {
                floods.next();
                flooded++;
            }
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (turns.awaited() > 0 && System.nanoTime() < end) {
            turns.take(alerts, alerted);
        }
        if (turns.awaited() > 0) {
            throw new IllegalStateException(turns.awaited() + " alerts did not come within 30 s");
        }
        return alerted;
    }
}
