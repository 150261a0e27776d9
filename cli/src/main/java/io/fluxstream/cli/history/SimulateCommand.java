package io.fluxstream.cli.history;

import io.fluxstream.cli.BootstrapOption;
import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.Interrupts;
import io.fluxstream.cli.SettingsOptions;
import io.fluxstream.cli.config.Durations;
import io.fluxstream.cli.config.KafkaSettings;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.history.file.ExportWriter;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.LogRecord;
import io.fluxstream.history.log.LogWriter;
import io.fluxstream.history.simulate.Profile;
import io.fluxstream.history.simulate.Simulation;
import io.fluxstream.schemas.TopicSetup;
import io.fluxstream.security.kafka.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flux-stream simulate}: histories that never were. */
@Command(
        name = "simulate",
        description = "Makes up the history of some clusters; the same seed gives the same one, byte for byte.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  flux-stream simulate --clusters 4 --resources 200 --for 30d fleet.fluxlog",
            "  flux-stream simulate --profile stormy --records 10000000 large.fluxlog",
            "  flux-stream simulate --bootstrap-servers 127.0.0.1:9092"
        })
public final class SimulateCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The export file to write; without one the records go into the topics that"
                    + " --bootstrap-servers names.")
    private @Nullable Path file;

    @Option(names = "--seed", paramLabel = "NUMBER", defaultValue = "1", description = "${DEFAULT-VALUE} by default.")
    private long seed;

    @Option(
            names = "--clusters",
            paramLabel = "COUNT",
            defaultValue = "3",
            description = "${DEFAULT-VALUE} by default.")
    private int clusters;

    @Option(
            names = "--resources",
            paramLabel = "COUNT",
            defaultValue = "100",
            description = "Of each cluster; ${DEFAULT-VALUE} by default.")
    private int resources;

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "7d",
            description = "How much time passes; ${DEFAULT-VALUE} by default.")
    private String length;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            description =
                    "When it begins; 2026-06-01T00:00:00Z by default, so that the same seed gives the same bytes.")
    private @Nullable String start;

    @Option(
            names = "--heartbeat",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "How often watchers say that they live, at most 15s; ${DEFAULT-VALUE} by default.")
    private String heartbeat;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            defaultValue = "calm",
            description = "calm, or stormy: one record in five changes a phase.")
    private Eventfulness profile;

    @Option(
            names = "--records",
            paramLabel = "COUNT",
            description = "End after that many records; --for is then as long as it takes.")
    private @Nullable Long records;

    @Mixin
    private BootstrapOption broker;

    @Mixin
    private SettingsOptions settings;

    @Spec
    private CommandSpec spec;

    /** How much happens. */
    private enum Eventfulness {
        CALM,
        STORMY;

        private Profile profile() {
            return this == CALM ? Profile.CALM : Profile.STORMY;
        }
    }

    /** Takes records. */
    private interface Writing {
        void write(LogRecord record) throws IOException;
    }

    @Override
    public Integer call() {
        if ((file == null) != broker.isGiven()) {
            throw CommandFailure.usage("name either a FILE to write or the --bootstrap-servers to write to");
        }
        Simulation simulation = simulation();
        Settings read = settings.read();
        Interrupts.hold();
        try {
            long written = file == null
                    ? intoTopics(simulation, read)
                    : intoFile(simulation, file, read.topics().partitions());
            spec.commandLine()
                    .getErr()
                    .println(written + " records written to "
                            + (file == null ? broker.over(read.kafka()).bootstrapServers() : file));
            return ExitCodes.DONE;
        } catch (HistoryException e) {
            throw CommandFailure.no(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw CommandFailure.usage(file + " cannot be written (" + e + "); name another file");
        }
    }

    private Simulation simulation() {
        try {
            return new Simulation(
                    seed,
                    clusters,
                    resources,
                    start == null ? Simulation.START : Moment.require("--start", start),
                    records == null ? Durations.parse(length) : Duration.ofDays(36_500),
                    Durations.parse(heartbeat),
                    profile.profile());
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }

    private long intoFile(Simulation simulation, Path target, int partitions) throws IOException {
        try (ExportWriter writer = ExportWriter.create(target)) {
            write(simulation.log(partitions), writer::writeJson);
            writer.finish();
            return writer.records();
        }
    }

    private long intoTopics(Simulation simulation, Settings read) throws IOException {
        KafkaSettings kafka = broker.over(read.kafka());
        int partitions = read.topics().partitions();
        try (Admin admin = Admin.create(new HashMap<String, Object>(kafka.properties()))) {
            TopicSetup.ensure(admin, partitions, read.topics().replicationFactor());
        } catch (KafkaException e) {
            throw new HistoryException(
                    "Kafka at " + kafka.bootstrapServers() + " cannot be used (" + Refusal.reason(e) + ")", e);
        }
        try (LogWriter writer = LogWriter.open(kafka.properties())) {
            write(simulation.log(partitions), writer::write);
            writer.flush();
            return writer.records();
        }
    }

    private void write(Iterator<LogRecord> log, Writing writing) throws IOException {
        long left = records == null ? Long.MAX_VALUE : records;
        while (left > 0 && log.hasNext()) {
            if (Interrupts.arrived()) {
                throw CommandFailure.no("interrupted");
            }
            writing.write(log.next());
            left--;
        }
    }
}
