package io.fluxstream.benchmarks;

import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.history.backtest.Backtest;
import io.fluxstream.history.backtest.BacktestListener;
import io.fluxstream.history.backtest.BacktestResult;
import io.fluxstream.history.backtest.Range;
import io.fluxstream.history.file.ExportFile;
import io.fluxstream.history.file.ExportWriter;
import io.fluxstream.history.log.LogRecord;
import io.fluxstream.history.replay.Progress;
import io.fluxstream.history.simulate.Profile;
import io.fluxstream.history.simulate.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many records a second a backtest judges, decoding included: of an export file, with one rule set and with two. */
public final class BacktestThroughput {
    private static final int CLUSTERS = 16;
    private static final int RESOURCES = 200;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final double NANOS = 1e9;
    private static final double MEGABYTE = 1e6;

    private BacktestThroughput() {}

    /** Takes how many records, 10 million by default. */
    public static void main(String[] arguments) throws IOException {
        long records = arguments.length == 0 ? 10_000_000 : Long.parseLong(arguments[0]);
        Report.machine("BacktestThroughput");
        Path file = Files.createTempFile("flux-stream", ".fluxlog");
        try {
            long bytes = write(file, records);
            Report.line(
                    "%,d records, %,.0f MB of JSON, %,.0f MB compressed; heap of at most %,.0f MB",
                    records,
                    bytes / MEGABYTE,
                    Files.size(file) / MEGABYTE,
                    Runtime.getRuntime().maxMemory() / MEGABYTE);
            double one = measure("one rule set", file, null, bytes);
            double two = measure("two rule sets", file, stricter(), bytes);
            Report.line("two take %.2f times as long as one", two / one);
        } finally {
            Files.delete(file);
        }
    }

    private static RuleSet stricter() {
        return RuleSet.builtIn().lasting("SustainedFailure", Duration.ofMinutes(3));
    }

    private static long write(Path file, long records) throws IOException {
        Iterator<LogRecord> log = new Simulation(
                        1, CLUSTERS, RESOURCES, Simulation.START, Duration.ofDays(3_650), HEARTBEAT, Profile.STORMY)
                .log(12);
        long bytes = 0;
        try (ExportWriter writer = ExportWriter.create(file)) {
            for (long i = 0; i < records; i++) {
                LogRecord record = log.next();
                byte[] value = record.value();
                bytes += value == null ? 0 : value.length;
                writer.writeJson(record);
            }
            writer.finish();
        }
        return bytes;
    }

    private static double measure(String name, Path file, @Nullable RuleSet other, long bytes) throws IOException {
        long started = System.nanoTime();
        BacktestResult result = new Backtest(RuleSet.builtIn(), other, Range.ALL, Set.of())
                .run(ExportFile.of(file), BacktestListener.NONE, Progress.NONE);
        double seconds = (System.nanoTime() - started) / NANOS;
        Report.line(
                "%s: %,.0f records/s, %,.0f MB/s of JSON, %,d alerts",
                name, result.replayed().records() / seconds, bytes / MEGABYTE / seconds, result.alerts());
        return seconds;
    }
}
