package io.fluxstream.cli.tail;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.Interrupts;
import io.fluxstream.cli.KafkaOptions;
import io.fluxstream.cli.config.Durations;
import io.fluxstream.schemas.Decoded;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.Topics;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flux-stream tail}: follows a topic. */
@Command(name = "tail", description = "Follows a topic until interrupted.", mixinStandardHelpOptions = true)
public final class TailCommand implements Callable<Integer> {
    @Parameters(paramLabel = "TOPIC", description = "${COMPLETION-CANDIDATES}.")
    private Followed topic;

    @Mixin
    private KafkaOptions connection;

    @Option(
            names = "--since",
            paramLabel = "AGE",
            description = "Begin with what was written this long ago, for instance 1h.")
    private @Nullable String since;

    @Option(names = "--cluster", paramLabel = "CLUSTER", description = "Only this cluster.")
    private @Nullable String cluster;

    @Option(names = "--no-follow", description = "End when everything that is there now has been shown.")
    private boolean noFollow;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, or json: the values as they are, one a line.")
    private Format format;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Interrupts.hold();
        try (TopicReader reader = TopicReader.open(topic.topic(), connection.kafka(), cluster, beginning())) {
            if (noFollow) {
                reader.readToEnd(this::show);
            } else {
                reader.follow(this::show, Interrupts::arrived);
            }
        }
        return ExitCodes.DONE;
    }

    private @Nullable Instant beginning() {
        if (since == null) {
            return noFollow ? Instant.EPOCH : null;
        }
        try {
            return Instant.now().minus(Durations.parse(since));
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--since " + e.getMessage());
        }
    }

    private void show(ConsumerRecord<String, byte[]> read) {
        byte[] value = read.value();
        boolean wanted =
                cluster == null || read.key().equals(cluster) || read.key().startsWith(cluster + "/");
        if (value == null || !wanted) {
            return;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            out.println(new String(value, StandardCharsets.UTF_8));
        } else {
            topic.show(value, out::println);
        }
        out.flush();
    }

    /** How a record is shown. */
    private enum Format {
        TEXT,
        JSON
    }

    /** Which topic. */
    private enum Followed {
        STATUS {
            @Override
            Topic<?> topic() {
                return Topics.STATUS;
            }

            @Override
            void show(byte[] value, Consumer<String> sink) {
                show(Topics.STATUS, value, Lines::status, sink);
            }
        },
        TRANSITIONS {
            @Override
            Topic<?> topic() {
                return Topics.TRANSITIONS;
            }

            @Override
            void show(byte[] value, Consumer<String> sink) {
                show(Topics.TRANSITIONS, value, Lines::transition, sink);
            }
        },
        ALERTS {
            @Override
            Topic<?> topic() {
                return Topics.ALERTS;
            }

            @Override
            void show(byte[] value, Consumer<String> sink) {
                show(Topics.ALERTS, value, Lines::alert, sink);
            }
        };

        abstract Topic<?> topic();

        abstract void show(byte[] value, Consumer<String> sink);

        static <V> void show(Topic<V> topic, byte[] value, Function<V, String> line, Consumer<String> sink) {
            Decoded<V> decoded = topic.codec().decode(value);
            sink.accept(decoded.<String>match(
                    line,
                    unknown -> "(of a type that this version does not know: " + unknown.type() + ")",
                    malformed -> "(cannot be read: " + malformed.reason() + ")"));
        }

        /** As one writes it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
