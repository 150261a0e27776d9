package io.fluxstream.cli.run;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.Interrupts;
import io.fluxstream.cli.ask.Fleet;
import io.fluxstream.cli.ask.Report;
import io.fluxstream.cli.ask.TemporalFleet;
import io.fluxstream.cli.tail.TopicReader;
import io.fluxstream.observe.RoleView;
import io.fluxstream.schemas.Topics;
import io.fluxstream.watcher.WatchedSource;
import io.fluxstream.watcher.recording.Recording;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code flux-stream demo}: everything in one process, on recorded clusters. */
@Command(
        name = "demo",
        description = "Runs everything in this process on recorded clusters, as if the recording ended just now.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    @Option(
            names = "--recording",
            paramLabel = "FILE",
            description = "A recording to play; may be given several times. By default the one that comes with"
                    + " flux-stream: 20 minutes of cluster ottawa.")
    private List<Path> recordings = new ArrayList<>();

    @Option(
            names = "--once",
            description = "Play the recording at its own times and to its end, show what the workflows say, and end."
                    + " Uses a temporary directory and free ports unless told otherwise.")
    private boolean once;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "With --once: json shows the alert events of flux-alerts instead, one a line.")
    private Output output;

    @Mixin
    private ServerOptions servers;

    @Spec
    private CommandSpec spec;

    /** How the outcome is shown. */
    private enum Output {
        TABLE,
        JSON
    }

    @Override
    public Integer call() {
        if (output != null && !once) {
            throw CommandFailure.usage("-o belongs to --once; add it, or ask with flux-stream get -o");
        }
        return once ? once() : untilInterrupted();
    }

    private int untilInterrupted() {
        Plan plan = plan(servers.data(DataHome.of("demo")), ServerOptions.KAFKA_PORT, ServerOptions.TEMPORAL_PORT);
        Interrupts.hold();
        try (RoleView view = servers.view(plan.settings());
                Pipeline pipeline = Pipeline.start(plan, view)) {
            if (pipeline.awaitReady()) {
                pipeline.drain(PATIENCE);
                Banner.print(spec.commandLine().getOut(), pipeline, plan, view);
                while (!Interrupts.await(BETWEEN_LOOKS)) {
                    pipeline.requireProcessor();
                }
            }
        }
        return ExitCodes.DONE;
    }

    private int once() {
        Path directory = servers.hasData() ? servers.data(Path.of("")) : DataHome.temporary();
        Interrupts.hold();
        Plan plan = plan(directory, 0, 0);
        try (RoleView view = servers.view(plan.settings());
                Pipeline pipeline = Pipeline.start(plan, view)) {
            if (!pipeline.awaitReady()) {
                throw CommandFailure.no("interrupted");
            }
            pipeline.drain(PATIENCE);
            if (output == Output.JSON) {
                printAlertEvents(pipeline);
            } else {
                printReport(pipeline);
            }
        } finally {
            if (!servers.hasData()) {
                DataHome.delete(directory);
            }
        }
        return ExitCodes.DONE;
    }

    private void printAlertEvents(Pipeline pipeline) {
        PrintWriter out = spec.commandLine().getOut();
        try (TopicReader reader =
                TopicReader.open(Topics.ALERTS, pipeline.settings().kafka(), null, Instant.EPOCH)) {
            reader.readToEnd(event -> out.println(new String(event.value(), StandardCharsets.UTF_8)));
        }
        out.flush();
    }

    private void printReport(Pipeline pipeline) {
        PrintWriter out = spec.commandLine().getOut();
        try (Fleet fleet = TemporalFleet.at(pipeline.settings().temporal())) {
            Report.of(fleet, pipeline.clusters()).forEach(out::println);
        }
        out.flush();
    }

    private Plan plan(Path data, int kafkaPort, int temporalPort) {
        List<WatchedSource> sources = new ArrayList<>();
        for (Recording recording : recordings.isEmpty() ? List.of(Recording.bundled()) : all()) {
            sources.add(new WatchedSource.Recorded(recording, !once, !once));
        }
        return new Plan(
                data, servers.settings(), sources, true, servers.kafka(kafkaPort), servers.temporal(temporalPort));
    }

    private List<Recording> all() {
        return recordings.stream().map(Sources::load).toList();
    }
}
