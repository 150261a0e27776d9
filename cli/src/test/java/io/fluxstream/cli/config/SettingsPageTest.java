package io.fluxstream.cli.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
    private static final String SECRET = "s3cret";

    @Test
    void showsEverySettingWithItsDefault() {
        assertThat(SettingsPage.of(Settings.DEFAULT)).isEqualTo("""
                temporal:
                  address: 127.0.0.1:7233
                  namespace: default
                  taskQueue: flux-stream
                kafka:
                  properties:
                  - bootstrap.servers
                  bootstrapServers: 127.0.0.1:9092
                topics:
                  partitions: 12
                  replicationFactor: -1
                clusters: []
                kinds: []
                watcher:
                  snapshotInterval: 6h
                processor:
                  applicationId: flux-stream-processor
                  threads: 1
                  standbys: 0
                  commitInterval: 100ms
                http: {}
                metrics:
                  resources: NOT_READY
                notify:
                  sinks: []
                """);
    }

    @Test
    void showsOfASinkWhatCannotBeASecret() {
        String page = SettingsPage.of(SettingsFile.parse("""
                notify:
                  sinks:
                    - name: chat
                      webhook: {url: "https://hooks.example.net/s3cret", secretFile: /run/secret}
                    - name: on-call
                      alertmanager: {url: "http://alertmanager:9093", username: kim, passwordFile: /run/password}
                """, Map.of()));

        assertThat(page).doesNotContain(SECRET);
        assertThat(page.lines())
                .contains(
                        "  - name: chat",
                        "          url: \"(set, not shown)\"",
                        "        secretFile: /run/secret",
                        "            username: kim",
                        "            passwordFile: /run/password",
                        "        refresh: 1m");
    }

    @Test
    void namesClientSettingsWithoutTheirValues() {
        String page = SettingsPage.of(SettingsFile.parse("""
                kafka:
                  properties:
                    security.protocol: SASL_SSL
                    sasl.jaas.config: 'a.Module required user="me" password="${SECRET}";'
                clusters:
                  - {name: lakeville, endpoint: "https://10.0.0.1:6443", tokenFile: /run/token}
                  - {name: stpetersburg, inCluster: true}
                """, Map.of("SECRET", SECRET)));

        assertThat(page).doesNotContain(SECRET);
        assertThat(page.lines())
                .contains(
                        "  - sasl.jaas.config",
                        "  - security.protocol",
                        "    address: https://10.0.0.1:6443",
                        "    tokenFile: /run/token",
                        "  source: InCluster");
    }
}
