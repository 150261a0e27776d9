package io.fluxstream.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsFileTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("BROKER", "kafka:9092", "SECRET", "s3cret$x");

    @TempDir
    Path directory;

    @Test
    void hasDefaultsForEverything() {
        Settings settings = SettingsFile.parse("", ENVIRONMENT);

        assertThat(settings).isEqualTo(Settings.DEFAULT);
        assertThat(settings.temporal()).isEqualTo(new TemporalSettings("127.0.0.1:7233", "default", "flux-stream"));
        assertThat(settings.kafka().properties()).isEqualTo(Map.of("bootstrap.servers", "127.0.0.1:9092"));
        assertThat(settings.topics()).isEqualTo(new TopicSettings(12, (short) -1));
        assertThat(settings.watcher().snapshotInterval()).isEqualTo(Duration.ofHours(6));
        assertThat(settings.processor())
                .isEqualTo(
                        new ProcessorSettings("flux-stream-processor", 1, 0, Duration.ofMillis(100), null, null, null));
        assertThat(settings.clusters()).isEmpty();
    }

    @Test
    void mapsEveryField() throws Exception {
        Path properties = Files.writeString(
                directory.resolve("kafka.properties"), "security.protocol=SASL_SSL\nclient.dns.lookup=a\n");
        String yaml = """
                temporal: {address: "temporal:7233", namespace: fleet, taskQueue: monitors}
                kafka:
                  bootstrapServers: "${BROKER},other:9092"
                  propertiesFile: %s
                  properties:
                    sasl.jaas.config: 'a.Module required user="me" password="${SECRET}";'
                    client.dns.lookup: b
                topics: {partitions: 24, replicationFactor: 3}
                clusters:
                  - {name: robbinsdale, endpoint: "robbinsdale-k8s-operator.example.ts.net:443"}
                  - {name: lakeville, endpoint: "https://10.0.0.1:6443", tokenFile: /run/token, caFile: /run/ca.crt}
                  - {name: ottawa, context: ottawa, kubeconfig: /etc/flux-stream/kubeconfig}
                  - {name: stpetersburg, inCluster: true}
                  - {name: past, recording: past.ndjson.gz}
                kinds:
                  - {group: image.toolkit.fluxcd.io, kind: ImagePolicy, versions: [v1, v1beta2]}
                watcher: {snapshotInterval: 1h30m, group: everywhere}
                processor:
                  applicationId: fleet
                  threads: 4
                  standbys: 1
                  commitInterval: 100ms
                  rules: /etc/flux-stream/rules.yaml
                  instanceId: processor-0
                  stateDirectory: /var/lib/flux-stream
                http: {port: 9090, address: 127.0.0.1}
                metrics: {resources: all}
                """.formatted(properties);

        Settings settings = SettingsFile.parse(yaml, ENVIRONMENT);

        assertThat(settings)
                .isEqualTo(new Settings(
                        new TemporalSettings("temporal:7233", "fleet", "monitors"),
                        new KafkaSettings(Map.of(
                                "bootstrap.servers", "kafka:9092,other:9092",
                                "security.protocol", "SASL_SSL",
                                "sasl.jaas.config", "a.Module required user=\"me\" password=\"s3cret$x\";",
                                "client.dns.lookup", "b")),
                        new TopicSettings(24, (short) 3),
                        List.of(
                                new ClusterSettings(
                                        "robbinsdale",
                                        new ClusterSettings.Endpoint(
                                                "robbinsdale-k8s-operator.example.ts.net:443", null, null)),
                                new ClusterSettings(
                                        "lakeville",
                                        new ClusterSettings.Endpoint(
                                                "https://10.0.0.1:6443",
                                                Path.of("/run/token"),
                                                Path.of("/run/ca.crt"))),
                                new ClusterSettings(
                                        "ottawa",
                                        new ClusterSettings.Context("ottawa", Path.of("/etc/flux-stream/kubeconfig"))),
                                new ClusterSettings("stpetersburg", new ClusterSettings.InCluster()),
                                new ClusterSettings("past", new ClusterSettings.Recording(Path.of("past.ndjson.gz")))),
                        List.of(new KindSettings("image.toolkit.fluxcd.io", "ImagePolicy", List.of("v1", "v1beta2"))),
                        new WatcherSettings(Duration.ofMinutes(90), "everywhere"),
                        new ProcessorSettings(
                                "fleet",
                                4,
                                1,
                                Duration.ofMillis(100),
                                Path.of("/etc/flux-stream/rules.yaml"),
                                "processor-0",
                                Path.of("/var/lib/flux-stream")),
                        new HttpSettings(9090, "127.0.0.1"),
                        new MetricsSettings(MetricsSettings.Resources.ALL),
                        NotifySettings.DEFAULT));
        assertThat(settings.toString()).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "temporl: {}|temporl: unknown field; did you mean \"temporal\"?",
                "temporal: {adress: 'x:1'}|temporal.adress: unknown field; did you mean \"address\"?",
                "temporal: {port: 7233}|temporal.port: unknown field; known here are address, namespace, taskQueue, tls, apiKeyFile",
                "temporal: {apiKeyFile: k}|temporal: apiKeyFile: the key would be sent as it is; add tls (tls: {} believes whom Java believes)",
                "temporal: {tls: {certificateFile: k}}|temporal.tls: certificateFile and keyFile belong together, but keyFile is missing",
                "temporal: {address: here}|temporal: address must be host:port, but was \"here\"",
                "temporal: {address: 'here:70000'}|temporal: address must be host:port, but was \"here:70000\"",
                "temporal: localhost:7233|temporal must be a mapping of fields to values, but was a single value",
                "temporal: {address: ''}|temporal.address must not be empty; leave it out for the default",
                "- a|the file must be a mapping of fields to values, but was a list",
                "kafka: {bootstrapServers: ['a:1']}|kafka.bootstrapServers must be a single value, but was a list",
                "kafka: {bootstrapServers: 'a:1,b'}|kafka: bootstrapServers must be host:port, but was \"b\"",
                "kafka: {bootstrapServers: '${BROKR}'}|kafka.bootstrapServers: the environment variable BROKR is not set; set it, or write ${BROKR:-default}",
                "kafka: {properties: {a: '${1X}'}}|kafka.properties.a: what follows ${ names no environment variable; write ${NAME}, or $$ for a dollar sign",
                "kafka: {properties: {a: {b: c}}}|kafka.properties.a must be a single value, but was a mapping",
                "topics: {partitions: many}|topics.partitions must be a whole number between 1 and 1000, but was \"many\"",
                "topics: {partitions: 0}|topics.partitions must be a whole number between 1 and 1000, but was \"0\"",
                "clusters: {name: a}|clusters must be a list, but was a mapping",
                "clusters: [ottawa]|clusters[0] must be a mapping of fields to values, but was a single value",
                "clusters: [{context: a}]|clusters[0].name is missing",
                "clusters: [{name: a/b, inCluster: true}]|clusters[0]: name must not be empty nor contain a slash, but was \"a/b\"",
                "clusters: [{name: a, inCluster: yes please}]|clusters[0].inCluster must be true or false, but was \"yes please\"",
                "clusters: [{name: a, contxt: a}]|clusters[0].contxt: unknown field; did you mean \"context\"?",
                "clusters: [{name: a, tokenFile: f, inCluster: true}]|clusters[0]: tokenFile and caFile belong to an endpoint, and cluster \"a\" has none",
                "clusters: [{name: a, inCluster: true}, {name: a, context: b}]|clusters[1].name must be unique, but clusters[0] is called \"a\" too",
                "kinds: [{group: g, kind: k}]|kinds[0]: versions must name at least one, for instance [v1]",
                "watcher: {snapshotInterval: 6}|watcher.snapshotInterval must be a length of time such as 90s, 10m, 6h or 7d, but was \"6\"",
                "watcher: {snapshotInterval: 1s}|watcher: snapshotInterval must be at least 1m, but was 1s",
                "metrics: {resources: some}|metrics.resources must be notReady, all or none, but was \"some\"",
                "http: {port: 70000}|http.port must be a whole number between 0 and 65535, but was \"70000\"",
                "processor: {threads: 1.5}|processor.threads must be a whole number between 1 and 64, but was \"1.5\"",
            })
    void namesTheFieldThatIsWrong(String yaml, String message) {
        assertThatThrownBy(() -> SettingsFile.parse(yaml, ENVIRONMENT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
    }

    @Test
    void wantsExactlyOneSourcePerCluster() {
        assertThatThrownBy(() -> SettingsFile.parse("clusters: [{name: a}]", ENVIRONMENT))
                .hasMessage("clusters[0]: cluster \"a\" needs exactly one of endpoint, context (or kubeconfig),"
                        + " inCluster: true and recording, but has none");
        assertThatThrownBy(
                        () -> SettingsFile.parse("clusters: [{name: a, inCluster: true, recording: f}]", ENVIRONMENT))
                .hasMessageEndingWith("but has 2");
    }

    @Test
    void fillsInTheEnvironmentOrTheDefaultBesideIt() {
        String yaml = "temporal: {address: '${HOST:-localhost}:${PORT:-7233}', namespace: 'a$$b'}";

        assertThat(SettingsFile.parse(yaml, Map.of("HOST", "there")).temporal())
                .isEqualTo(new TemporalSettings("there:7233", "a$b", "flux-stream"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // the field itself
                "kafka:;  bootstrapServer: 'a:1'|line 2, column 3: kafka.bootstrapServer: unknown field",
                "topics: {};clusters:;- {name: a, inCluster: true};- {name: b,;   contxt: c}|line 5, column 4: clusters[1].contxt: unknown field",
                // what is around it, where it is missing or wrong as a whole
                "clusters:;- {name: a, inCluster: true};- {inCluster: true}|line 3, column 3: clusters[1].name is missing",
                "# ours;temporal: {address: here}|line 2, column 1: temporal: address must be host:port",
                "kafka:;  properties:;    a.b: '${1X}'|line 3, column 5: kafka.properties.a.b: what follows ${",
                "- a|the file must be a mapping of fields to values, but was a list",
            })
    void saysInWhichLineTheFieldStands(String lines, String message) throws Exception {
        Path file = Files.writeString(directory.resolve("wrong.yaml"), lines.replace(';', '\n'));

        assertThatThrownBy(() -> SettingsFile.read(file, ENVIRONMENT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(file + ": " + message);
    }

    @Test
    void saysWhereTheYamlIsBroken() throws Exception {
        Path file = Files.writeString(directory.resolve("broken.yaml"), "kafka:\n  a: [1\nb: c\n");

        assertThatThrownBy(() -> SettingsFile.read(file, ENVIRONMENT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(file + ": line 3, column ")
                .hasMessageContaining("not valid YAML: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void refusesAFieldThatIsThereTwice() {
        assertThatThrownBy(() -> SettingsFile.parse("kafka: {}\nkafka: {}\n", ENVIRONMENT))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Duplicate field 'kafka'");
    }

    @Test
    void saysThatTheFileIsMissing() {
        Path file = directory.resolve("none.yaml");

        assertThatThrownBy(() -> SettingsFile.read(file, ENVIRONMENT))
                .hasMessage("configuration file " + file + " does not exist");
    }

    @Test
    void namesThePropertiesFileThatCannotBeRead() {
        assertThatThrownBy(() -> SettingsFile.parse("kafka: {propertiesFile: /no/such}", ENVIRONMENT))
                .hasMessageStartingWith("kafka.propertiesFile: cannot read /no/such");
    }
}
