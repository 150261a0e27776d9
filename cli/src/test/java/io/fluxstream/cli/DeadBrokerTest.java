package io.fluxstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DeadBrokerTest {
    private static final String NOBODY = "127.0.0.1:1";

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tail alerts",
                "verify",
                "backtest",
                "backtest --since 7d",
                "export FILE",
                "get alerts --at 1h",
                "get alerts --diff-at 2h 1h",
                "rules apply ../docs/examples/rules/fleet.yaml"
            })
    void isNamedInOneSentence(String command) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] arguments = Stream.concat(
                        Stream.of(command.split(" ", -1))
                                .map(word -> word.equals("FILE")
                                        ? directory.resolve("fleet.fluxlog").toString()
                                        : word),
                        Stream.of("--bootstrap-servers", NOBODY))
                .toArray(String[]::new);

        assertThat(FluxStream.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments))
                .as(err.toString())
                .isEqualTo(ExitCodes.NO);

        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .matches("flux-stream [a-z ]+: Kafka at " + NOBODY
                        + " cannot be read \\(.*\\); is it running, and the address right\\?");
        assertThat(out.toString()).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }
}
