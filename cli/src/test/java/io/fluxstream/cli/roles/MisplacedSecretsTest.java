package io.fluxstream.cli.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fluxstream.cli.FluxStream;
import io.fluxstream.cli.config.ConfigurationException;
import io.fluxstream.cli.config.SettingsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets written where they do not belong, or beside a mistake: the sentence about the mistake does not repeat them, not even with --debug. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MisplacedSecretsTest {
    private static final String HALF = "Zx9Kq";
    private static final String OTHER_HALF = "2Lm4Nv8";
    private static final String SECRET = HALF + OTHER_HALF;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka: {bootstrapServers: 'kim:Zx9Kq2Lm4Nv8@kafka'}",
                "kafka: {bootstrapServers: 'kim:Zx9Kq2Lm4Nv8@kafka:9092'}",
                "kafka: {bootstrapServers: 'kafka:9092,kim:Zx9Kq2Lm4Nv8@kafka:9092'}",
                "kafka: {sasl: {mechanism: SCRAM-SHA-512, username: kim, password: Zx9Kq2Lm4Nv8}}",
                "kafka: {sasl: {mechanism: SCRAM-SHA-512, username: kim, passwordFile: [Zx9Kq2Lm4Nv8]}}",
                "kafka: {sasl: Zx9Kq2Lm4Nv8}",
                "kafka: {tls: {}, sasl: {mechanism: OAUTHBEARER, tokenEndpoint: 'https://kim:Zx9Kq2Lm4Nv8@id/ token', clientId: a, clientSecretFile: f}}",
                "kafka: {tls: {}, sasl: {mechanism: OAUTHBEARER, tokenEndpoint: 'https://kim:Zx9Kq2Lm4Nv8@id/token', clientId: a, clientSecretFile: f}}",
                "kafka: {tls: {}, sasl: {mechanism: OAUTHBEARER, tokenEndpoint: 'id?secret=Zx9Kq2Lm4Nv8', clientId: a, clientSecretFile: f}}",
                "kafka: {properties: {sasl.jaas.config: '${Zx9Kq2Lm4Nv8'}}",
                "kafka: {properties: {sasl.jaas.config: {password: Zx9Kq2Lm4Nv8}}}",
                "kafka: {propertiesFile: BROKEN}",
                "temporal: {address: 'kim:Zx9Kq2Lm4Nv8@temporal'}",
                "temporal: {address: 'kim:Zx9Kq2Lm4Nv8@temporal:7233'}",
                "temporal: {tls: {}, apiKey: Zx9Kq2Lm4Nv8}",
                "clusters: [{name: a, endpoint: 'https://kim:Zx9Kq2Lm4Nv8@10.0.0.1:6443'}]",
                "clusters: [{name: a, endpoint: 'https://kim:Zx9Kq/2Lm4Nv8@10.0.0.1:6443'}]",
                "clusters: [{name: a, endpoint: 'kim:Zx9Kq2Lm4Nv8@10.0.0.1:6443'}]",
                "clusters: [{name: a, endpoint: 'kim:Zx9Kq2Lm4Nv8@10.0.0.1:6443', tokenFile: /none}]",
                "clusters: [{name: a, endpoint: '10.0.0.1:6443', token: Zx9Kq2Lm4Nv8}]",
                "notify: {sinks: [{name: a, webhook: {url: 'https://hooks/ Zx9Kq2Lm4Nv8'}}]}",
                "notify: {sinks: [{name: a, webhook: {url: 'https://kim:Zx9Kq2Lm4Nv8@hooks/x'}}]}",
                "notify: {sinks: [{name: a, webhook: {url: 'hooks/Zx9Kq2Lm4Nv8'}}]}",
                "notify: {sinks: [{name: a, webhook: {url: 'https://hooks', secret: Zx9Kq2Lm4Nv8}}]}",
                "notify: {sinks: [{name: a, webhook: {url: 'https://hooks/Zx9Kq2Lm4Nv8', urlFile: x}}]}",
                "notify: {sinks: [{name: a, alertmanager: {url: 'http://a', generatorURL: 'https://kim:Zx9Kq2Lm4Nv8@flux/{none}'}}]}",
                "kafka: {sasl: {password: *Zx9Kq2Lm4Nv8}}",
                "kafka: {sasl: {password: !Zx9Kq2Lm4Nv8 x}}",
                "kafka: {sasl: {password: !!Zx9Kq2Lm4Nv8 x}}",
                "kafka: {sasl: {password: &Zx9Kq2Lm4Nv8}}",
                "kafka: {sasl: {password: \"\\\\Zx9Kq2Lm4Nv8\"}}",
                "kafka: {sasl: {password: \"Zx9Kq2Lm4Nv8}}",
                "kafka: {sasl: {password: `Zx9Kq2Lm4Nv8}}",
                "kafka: {sasl: {password: %Zx9Kq2Lm4Nv8}}",
                "password Zx9Kq2Lm4Nv8\nkafka: {}",
                "Zx9Kq2Lm4Nv8: a: b",
                "Zx9Kq2Lm4Nv8",
            })
    void areNotRepeatedByTheSentenceAboutTheFile(String yaml) throws IOException {
        Path broken = Files.writeString(directory.resolve("kafka.properties"), "password=" + SECRET + "\\u12\n");
        Path config =
                Files.writeString(directory.resolve("flux-stream.yaml"), yaml.replace("BROKEN", "'" + broken + "'"));

        Throwable wrong = catchThrowable(() -> SettingsFile.read(config, Map.of()));

        assertThat(wrong).as("accepted").isInstanceOf(ConfigurationException.class);
        StringWriter trace = new StringWriter();
        wrong.printStackTrace(new PrintWriter(trace, true));
        assertThat(trace.toString()).doesNotContain(HALF).doesNotContain(OTHER_HALF);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "security.protocol: SASL_PLAINTEXT, sasl.mechanism: PLAIN, sasl.jaas.config: 'Zx9Kq2Lm4Nv8'",
                "security.protocol: SASL_PLAINTEXT, sasl.mechanism: PLAIN, sasl.jaas.config: 'a.B required password=\"Zx9Kq2Lm4Nv8\"'",
                "security.protocol: SASL_PLAINTEXT, sasl.mechanism: PLAIN, sasl.jaas.config: 'a.B required password=Zx9Kq2Lm4Nv8;'",
                "security.protocol: SASL_PLAINTEXT, sasl.mechanism: PLAIN, sasl.jaas.config: 'org.apache.kafka.common.security.plain.PlainLoginModule sometimes password=\"Zx9Kq2Lm4Nv8\";'",
                "security.protocol: SASL_PLAINTEXT, sasl.mechanism: PLAIN, sasl.jaas.config: 'org.apache.kafka.common.security.plain.PlainLoginModule required Zx9Kq2Lm4Nv8;'",
                "security.protocol: SASL_PLAINTEXT, sasl.mechanism: PLAIN, sasl.jaas.config: 'org.apache.kafka.common.security.plain.PlainLoginModule required password=\"Zx9Kq2Lm4Nv8\"'",
                "security.protocol: SSL, ssl.keystore.type: PEM, ssl.keystore.key: 'Zx9Kq2Lm4Nv8', ssl.keystore.certificate.chain: 'x'",
                "security.protocol: SSL, ssl.keystore.location: /none, ssl.keystore.password: Zx9Kq2Lm4Nv8",
                "security.protocol: SSL, ssl.keystore.location: /none, ssl.key.password: Zx9Kq2Lm4Nv8",
                "security.protocol: SSL, ssl.truststore.type: PEM, ssl.truststore.certificates: Zx9Kq2Lm4Nv8",
            })
    void areNotRepeatedByTheSentenceAboutAClientOfKafka(String properties) throws IOException {
        Path config =
                Files.writeString(directory.resolve("flux-stream.yaml"), "kafka: {properties: {" + properties + "}}");
        for (String command :
                List.of("tail alerts --no-follow --config ", "tail --debug alerts --no-follow --config ")) {
            StringWriter said = new StringWriter();
            PrintWriter everything = new PrintWriter(said, true);
            int exit = FluxStream.run(everything, everything, (command + config).split(" "));
            assertThat(said.toString()).doesNotContain(HALF).doesNotContain(OTHER_HALF);
            assertThat(exit).as(said.toString()).isNotZero();
        }
    }
}
