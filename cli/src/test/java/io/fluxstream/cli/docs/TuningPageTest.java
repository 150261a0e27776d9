package io.fluxstream.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.FluxStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

/** What docs/tuning-a-rule.md shows is what comes out. */
class TuningPageTest {
    private static final Path PAGE = Path.of("../docs/tuning-a-rule.md");
    private static final Path EXAMPLES = Path.of("../docs/examples/tuning");
    private static final Pattern COMMAND =
            Pattern.compile("^```\\n\\$ flux-stream ([^\\n]*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    Path directory;

    @BeforeEach
    void theFilesAreThere() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
    }

    @Test
    void everyCommandPrintsWhatIsShownAndThePullRequestPasses() throws IOException {
        List<String> run = new ArrayList<>();
        Matcher commands = COMMAND.matcher(Files.readString(PAGE));
        while (commands.find()) {
            if (!needsABroker(commands.group(1))) {
                run.add(commands.group(1));
                assertShown(commands.group(1), commands.group(2));
            }
        }
        assertThat(run).hasSize(6);
        for (String command : workflowCommands()) {
            if (!needsABroker(command)) {
                StringWriter said = new StringWriter();
                assertThat(exitCode(command, said)).as("%s", said).isEqualTo(ExitCodes.DONE);
            }
        }
    }

    @Test
    void theFilesAreThoseThatAreShown() throws IOException {
        String page = Files.readString(PAGE);
        for (String name : List.of("pages.yaml", "workflow.yaml")) {
            String text = Files.readString(EXAMPLES.resolve(name));
            assertThat(page).contains("```yaml\n" + text.substring(text.indexOf('\n') + 1) + "```\n");
        }
    }

    @Test
    void theWorkflowsCommandsAreOnesThatTheCommandLineTakes() throws IOException {
        List<String> commands = workflowCommands();
        assertThat(commands).hasSize(4);
        for (String command : commands) {
            assertThatCode(() -> new CommandLine(new FluxStream())
                            .setCaseInsensitiveEnumValuesAllowed(true)
                            .parseArgs(arguments(command)))
                    .doesNotThrowAnyException();
        }
    }

    private static boolean needsABroker(String command) {
        return command.startsWith("rules apply") || command.startsWith("tail") || command.startsWith("verify");
    }

    /** A line of three dots in the page stands for any number of lines. */
    private void assertShown(String command, String shown) {
        StringWriter said = new StringWriter();
        int exitCode = exitCode(command, said);
        String printed = said.toString().replace(directory + "/", "");
        List<String> parts = List.of(shown.split("(?m)^\\.\\.\\.\\n"));
        assertThat(printed).as(command).startsWith(parts.get(0)).endsWith(parts.get(parts.size() - 1));
        if (parts.size() == 1) {
            assertThat(printed).as(command).isEqualTo(shown);
        }
        assertThat(exitCode).as(command).isEqualTo(printed.contains("failed on") ? ExitCodes.NO : ExitCodes.DONE);
    }

    private int exitCode(String command, StringWriter said) {
        PrintWriter both = new PrintWriter(said);
        return FluxStream.run(both, both, arguments(command));
    }

    /** As a shell in that directory would hand them over. */
    private String[] arguments(String command) {
        return Arrays.stream(command.split(" +"))
                .map(word -> word.replace("'", ""))
                .map(word -> word.matches("[\\w.]+\\.(yaml|fluxlog|html)")
                        ? directory.resolve(word).toString()
                        : word)
                .toArray(String[]::new);
    }

    /** What the jobs run of flux-stream, in their order. */
    private static List<String> workflowCommands() throws IOException {
        Map<String, Map<String, Map<String, List<Map<String, Object>>>>> workflow =
                new Yaml().load(Files.readString(EXAMPLES.resolve("workflow.yaml")));
        List<String> commands = new ArrayList<>();
        for (Map<String, List<Map<String, Object>>> job :
                workflow.getOrDefault("jobs", Map.of()).values()) {
            for (Map<String, Object> step : job.getOrDefault("steps", List.of())) {
                String run = step.getOrDefault("run", "").toString().strip();
                if (run.startsWith("flux-stream ")) {
                    commands.add(run.substring("flux-stream ".length()));
                }
            }
        }
        return commands;
    }
}
