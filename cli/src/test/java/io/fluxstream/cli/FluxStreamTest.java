package io.fluxstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FluxStreamTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "|flux-stream: say which command; see flux-stream --help",
                "gett|flux-stream: unknown argument gett; did you mean get?; see flux-stream --help",
                "get|flux-stream get: Missing required parameter: 'WHAT'; see flux-stream get --help",
                "get --clster a|flux-stream get: unknown option --clster; did you mean --cluster?; see flux-stream get --help",
                "get rsources|flux-stream get: nothing is called \"rsources\"; did you mean resources?",
                "get ks,hx|flux-stream get: nothing is called \"hx\"; did you mean hc?",
                "get ks -A -n apps|flux-stream get: -A and -n contradict each other; leave one out",
                "get ks --status-selector redy=false|flux-stream get: --status-selector knows no field \"redy\"; did you mean ready?",
                "get ks --status-selector ready=no|flux-stream get: --status-selector ready must be one of true, false, unknown, but was \"no\"",
                "get alerts --status-selector ready=false|flux-stream get: --status-selector belongs to resources, not to alerts",
                "get ks --temporal nowhere|flux-stream get: --temporal must be host:port, but was \"nowhere\"",
                "get ks --config /no/such.yaml|flux-stream get: configuration file /no/such.yaml does not exist",
                "tail alerts --since soon|flux-stream tail: --since must be a length of time such as 90s, 10m, 6h or 7d, but was \"soon\"",
                "tail alerts --bootstrap-servers a:1,b|flux-stream tail: --bootstrap-servers must be host:port, but was \"b\"",
                "demo -o json|flux-stream demo: -o belongs to --once; add it, or ask with flux-stream get -o",
                "demo --once --recording /no/such|flux-stream demo: there is no recording /no/such",
                "demo --temporal a:1 --temporal-port 1|flux-stream demo: --temporal names a server elsewhere, and --temporal-port the port of one here; leave one of them out",
                "local --kubeconfig /no/such|flux-stream local: there is no kubeconfig /no/such; name one with --kubeconfig",
            })
    void saysInOneSentenceWhatIsWrong(String arguments, String message) {
        assertThat(run(arguments == null ? "" : arguments)).isEqualTo(ExitCodes.USAGE);

        assertThat(err.toString().strip()).isEqualTo(message);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"processor", "bridge", "watcher --kubeconfig FILE"})
    void aRoleSaysThatItsHttpPortIsInUse(String role) throws IOException {
        Path kubeconfig = Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                contexts: [{name: ottawa, context: {cluster: c, user: u}}]
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
                users: [{name: u, user: {}}]
                """);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThat(run(role.replace("FILE", kubeconfig.toString()) + " --http-address 127.0.0.1 --http-port "
                            + port))
                    .isEqualTo(ExitCodes.USAGE);

            assertThat(err.toString())
                    .isEqualTo(
                            "flux-stream " + role.split(" ", -1)[0] + ": port " + port + " of 127.0.0.1 for HTTP is in"
                                    + " use; stop what listens there, choose another port with --http-port or http.port, or 0 for"
                                    + " none\n");
        }
    }

    @Test
    void saysWhichFormatsThereAre() {
        assertThat(run("get ks -o xml")).isEqualTo(ExitCodes.USAGE);

        assertThat(err.toString()).contains("'--output'", "xml", "TABLE, WIDE, JSON, YAML, NAME");
    }

    @Test
    void saysWhichServerIsNotThere() {
        assertThat(run("get summary ottawa --temporal 127.0.0.1:1")).isEqualTo(ExitCodes.NO);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines("flux-stream get: Temporal at 127.0.0.1:1 cannot be reached;"
                        + " is it running, and the address right?");
    }

    @Test
    void namesTheFieldOfTheConfigurationThatIsWrong() throws Exception {
        Path file = Files.writeString(directory.resolve("wrong.yaml"), "kafka: {bootstrapServer: 'a:1'}\n");

        assertThat(run("processor --config " + file)).isEqualTo(ExitCodes.USAGE);

        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "flux-stream processor: " + file
                                + ": line 1, column 9: kafka.bootstrapServer: unknown field; did you mean \"bootstrapServers\"?");
    }

    @Test
    void namesTheContextsThatThereAre() throws Exception {
        Path file = Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                contexts:
                  - {name: ottawa, context: {cluster: ottawa, user: admin}}
                  - {name: robbinsdale, context: {cluster: robbinsdale, user: admin}}
                """);

        assertThat(run("local --context otawa --kubeconfig " + file)).isEqualTo(ExitCodes.USAGE);
        assertThat(run("local --kubeconfig " + file)).isEqualTo(ExitCodes.USAGE);

        assertThat(err.toString().lines())
                .containsExactly(
                        "flux-stream local: kubeconfig " + file
                                + " has no context \"otawa\"; it has ottawa, robbinsdale",
                        "flux-stream local: kubeconfig " + file
                                + " has no current context; choose with --context among ottawa, robbinsdale");
    }

    @Test
    void aWatcherWithNothingToWatchSaysHowToNameClusters() throws Exception {
        Path file = Files.writeString(directory.resolve("empty.yaml"), "");

        assertThat(run("watcher --config " + file)).isEqualTo(ExitCodes.USAGE);

        assertThat(err.toString()).contains("there is nothing to watch; name clusters in the configuration");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "--version",
                "local --help",
                "demo --help",
                "watcher --help",
                "processor --help",
                "bridge --help",
                "get --help",
                "ack --help",
                "tail --help",
                "record --help",
                "generate-completion"
            })
    void answersOnStdout(String arguments) {
        assertThat(run(arguments)).isEqualTo(ExitCodes.DONE);

        assertThat(out.toString()).isNotBlank();
        assertThat(err.toString()).isEmpty();
    }

    private int run(String arguments) {
        String[] split = arguments.isEmpty() ? new String[0] : arguments.split(" ", -1);
        return FluxStream.run(new PrintWriter(out, true), new PrintWriter(err, true), split);
    }
}
