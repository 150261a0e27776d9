package io.fluxstream.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaSecuritySettingsTest {
    @Test
    void tlsAndScramComeFromFilesThatAreNamed() {
        Map<String, String> properties = properties("""
                kafka:
                  bootstrapServers: "kafka:9093"
                  tls: {caFile: /s/ca.crt, certificateFile: /s/tls.crt, keyFile: /s/tls.key, keyPasswordFile: /s/pw}
                  sasl: {mechanism: SCRAM-SHA-512, username: 'k"i\\m', passwordFile: /s/password}
                """);
        assertThat(properties)
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "SCRAM-SHA-512")
                .containsEntry(
                        "sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required"
                                + " fluxStreamPasswordFile=\"/s/password\" fluxStreamUsername=\"k\\\"i\\\\m\";")
                .containsEntry("flux.stream.tls.ca.file", "/s/ca.crt")
                .containsEntry("flux.stream.tls.certificate.file", "/s/tls.crt")
                .containsEntry("flux.stream.tls.key.file", "/s/tls.key")
                .containsEntry("flux.stream.tls.key.password.file", "/s/pw");
    }

    @Test
    void anEmptyTlsSectionBelievesWhomJavaBelieves() {
        assertThat(properties("kafka: {tls: {}}"))
                .containsEntry("security.protocol", "SSL")
                .doesNotContainKey("flux.stream.tls.ca.file");
    }

    @Test
    void scramWorksWithoutTlsAndTheOthersDoNot() {
        assertThat(properties("kafka: {sasl: {mechanism: SCRAM-SHA-256, username: kim, passwordFile: /s/p}}"))
                .containsEntry("security.protocol", "SASL_PLAINTEXT");
    }

    @Test
    void tokensComeFromAFileOrAnEndpoint() {
        assertThat(properties("kafka: {tls: {}, sasl: {mechanism: OAUTHBEARER, tokenFile: /s/token}}"))
                .containsEntry("sasl.mechanism", "OAUTHBEARER")
                .containsEntry("sasl.login.callback.handler.class", "io.fluxstream.security.kafka.TokenFromFile");
        assertThat(
                        properties(
                                "kafka: {tls: {}, sasl: {mechanism: OAUTHBEARER, clientId: flux-stream,"
                                        + " tokenEndpoint: 'https://id.example.net/token', clientSecretFile: /s/secret, scope: kafka}}"))
                .containsEntry("sasl.oauthbearer.token.endpoint.url", "https://id.example.net/token")
                .containsEntry("sasl.oauthbearer.client.credentials.client.id", "flux-stream")
                .containsEntry("sasl.oauthbearer.scope", "kafka");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "kafka: {tls: {keyFile: k}}|kafka.tls: certificateFile and keyFile belong together, but certificateFile is missing",
                "kafka: {tls: {caFil: k}}|kafka.tls.caFil: unknown field; did you mean \"caFile\"?",
                "kafka: {tls: true}|kafka.tls must be a mapping of fields to values, but was a single value",
                "kafka: {sasl: {mechanism: PLAIN, username: a, passwordFile: p}}|kafka: sasl.mechanism PLAIN sends the secret as it is: add tls (tls: {} believes whom Java believes)",
                "kafka: {sasl: {mechanism: SCRAM}}|kafka.sasl.mechanism must be one of SCRAM-SHA-512, SCRAM-SHA-256, PLAIN, OAUTHBEARER, but was \"SCRAM\"",
                "kafka: {sasl: {mechanism: SCRAM-SHA-512, username: a}}|kafka.sasl.passwordFile is missing",
                "kafka: {sasl: {mechanism: SCRAM-SHA-512, username: a, password: hunter2}}|kafka.sasl.password: unknown field; known here are mechanism, username, passwordFile",
                "kafka: {sasl: {mechanism: OAUTHBEARER}}|kafka.sasl.tokenFile is missing",
                "kafka: {tls: {}, properties: {security.protocol: SSL}}|kafka.properties.security.protocol is decided by kafka.tls and kafka.sasl; leave it out, or them",
            })
    void namesTheFieldThatIsWrong(String yaml, String message) {
        assertThatThrownBy(() -> properties(yaml))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(message);
    }

    private static Map<String, String> properties(String yaml) {
        return SettingsFile.parse(yaml, Map.of()).kafka().properties();
    }
}
