package io.fluxstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every command that opens a client of Kafka or Temporal is told how in the same way. */
class UniformOptionsTest {
    private final Map<String, CommandLine> commands = commands();

    @Test
    void whoeverNamesAServerReadsTheConfigurationForTheRest() {
        assertThat(commands.entrySet().stream()
                        .filter(command -> has(command.getValue(), BootstrapOption.NAME)
                                || has(command.getValue(), TemporalOption.NAME)))
                .isNotEmpty()
                .allSatisfy(command -> assertThat(has(command.getValue(), "--config"))
                        .describedAs(command.getKey())
                        .isTrue());
    }

    @Test
    void everyCommandWithAClientIsAmongThem() {
        assertThat(Stream.of(
                        "watcher",
                        "processor",
                        "bridge",
                        "local",
                        "demo",
                        "get",
                        "ack",
                        "tail",
                        "backtest",
                        "verify",
                        "export",
                        "simulate",
                        "record",
                        "rules apply"))
                .allSatisfy(name -> assertThat(has(commands.get(name), "--config"))
                        .describedAs(name)
                        .isTrue());
    }

    @Test
    void anOptionThatManyHaveIsDescribedOnce() {
        for (String option : new String[] {BootstrapOption.NAME, TemporalOption.NAME, "--config"}) {
            assertThat(commands.values().stream()
                            .filter(command -> has(command, option))
                            .map(command ->
                                    command.getCommandSpec().findOption(option).description()[0])
                            .distinct())
                    .hasSize(1);
        }
    }

    private static boolean has(@Nullable CommandLine command, String option) {
        return command != null && command.getCommandSpec().findOption(option) != null;
    }

    private static Map<String, CommandLine> commands() {
        Map<String, CommandLine> all = new TreeMap<>();
        new CommandLine(new FluxStream()).getSubcommands().forEach((name, command) -> {
            all.put(name, command);
            command.getSubcommands().forEach((below, nested) -> all.put(name + ' ' + below, nested));
        });
        return all;
    }
}
