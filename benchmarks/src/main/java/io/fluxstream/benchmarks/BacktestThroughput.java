package io.fluxstream.benchmarks;

import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.history.backtest.Backtest;
import io.fluxstream.history.backtest.BacktestListener;
import io.fluxstream.history.backtest.BacktestResult;
import io.fluxstream.history.backtest.Range;
import io.fluxstream.history.file.ExportFile;
import io.fluxstream.history.file.ExportWriter;
import io.fluxstream.history.log.History;
import io.fluxstream.history.log.LogRecord;
import io.fluxstream.history.log.LogWriter;
import io.fluxstream.history.log.TopicHistory;
import io.fluxstream.history.replay.Progress;
import io.fluxstream.history.simulate.Profile;
import io.fluxstream.history.simulate.Simulation;
import io.fluxstream.schemas.TopicSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * How many records a second a backtest judges, decoding included: of export files, with one rule set and with two, and of the topic of a
 * broker in the same process.
 *
 * <p>Arguments: how many records, several times for histories of several lengths, 10,000,000 by default; {@code topic} reads them from
 * a topic in place of a file. What runs first is cold: the just-in-time compilers take half of two cores for the better part of a minute.
 */
public final class BacktestThroughput {
    private static final int CLUSTERS = 16;
    private static final int RESOURCES = 200;
    private static final int PARTITIONS = 12;
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final double NANOS = 1e9;
    private static final double MEGABYTE = 1e6;

    private BacktestThroughput() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean topic = Arrays.asList(arguments).contains("topic");
        List<Long> lengths = Arrays.stream(arguments)
                .filter(argument -> !argument.equals("topic"))
                .map(Long::valueOf)
                .toList();
        Report.machine("BacktestThroughput");
        for (long records : lengths.isEmpty() ? List.of(10_000_000L) : lengths) {
            if (topic) {
                ofTopic(records);
            } else {
                ofFile(records);
            }
        }
    }

    private static void ofFile(long records) throws IOException {
        Path file = Files.createTempFile("flux-stream", ".fluxlog");
        try {
            long bytes = write(file, records);
            Report.line(
                    "%,d records, %,.0f MB of JSON, %,.0f MB compressed; heap of at most %,.0f MB",
                    records,
                    bytes / MEGABYTE,
                    Files.size(file) / MEGABYTE,
                    Runtime.getRuntime().maxMemory() / MEGABYTE);
            measure("one rule set, first", ExportFile.of(file), null, bytes);
            double one = measure("one rule set", ExportFile.of(file), null, bytes);
            double two = measure("two rule sets", ExportFile.of(file), stricter(), bytes);
            Report.line("two take %.2f times as long as one", two / one);
        } finally {
            Files.delete(file);
        }
    }

    private static void ofTopic(long records) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory("flux-stream");
        try (EmbeddedKafka kafka = EmbeddedKafka.start(data, 0, FeatureLevel.LATEST)) {
            Map<String, String> clients = Map.of("bootstrap.servers", kafka.bootstrapServers());
            try (Admin admin = Admin.create(Map.copyOf(clients))) {
                TopicSetup.ensure(admin, PARTITIONS, (short) -1);
            }
            long bytes = append(clients, records);
            Report.line("%,d records, %,.0f MB of JSON, in %d partitions", records, bytes / MEGABYTE, PARTITIONS);
            measure("topic, first", new TopicHistory(clients, Set.of()), null, bytes);
            measure("topic", new TopicHistory(clients, Set.of()), null, bytes);
        }
    }

    private static RuleSet stricter() {
        return RuleSet.builtIn().lasting("SustainedFailure", Duration.ofMinutes(3));
    }

    private static Iterator<LogRecord> log() {
        return new Simulation(
                        1, CLUSTERS, RESOURCES, Simulation.START, Duration.ofDays(3_650), HEARTBEAT, Profile.STORMY)
                .log(PARTITIONS);
    }

    private static long write(Path file, long records) throws IOException {
        Iterator<LogRecord> log = log();
        long bytes = 0;
        try (ExportWriter writer = ExportWriter.create(file)) {
            for (long i = 0; i < records; i++) {
                LogRecord record = log.next();
                bytes += size(record);
                writer.writeJson(record);
            }
            writer.finish();
        }
        return bytes;
    }

    private static long append(Map<String, String> clients, long records) throws IOException {
        Iterator<LogRecord> log = log();
        long bytes = 0;
        try (LogWriter writer = LogWriter.open(clients)) {
            for (long i = 0; i < records; i++) {
                LogRecord record = log.next();
                bytes += size(record);
                writer.write(record);
            }
            writer.flush();
        }
        return bytes;
    }

    private static long size(LogRecord record) {
        byte[] value = record.value();
        return value == null ? 0 : value.length;
    }

    private static double measure(String name, History history, @Nullable RuleSet other, long bytes) {
        long started = System.nanoTime();
        BacktestResult result = new Backtest(RuleSet.builtIn(), other, Range.ALL, Set.of())
                .run(history, BacktestListener.NONE, Progress.NONE);
        double seconds = (System.nanoTime() - started) / NANOS;
        Report.line(
                "%s: %,.0f records/s, %,.0f MB/s of JSON, %,d alerts",
                name, result.replayed().records() / seconds, bytes / MEGABYTE / seconds, result.alerts());
        return seconds;
    }
}
