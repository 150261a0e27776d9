package io.fluxstream.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxstream.notify.SinkConfig;
import io.fluxstream.notify.Target;
import io.fluxstream.notify.alertmanager.AlertmanagerTarget;
import io.fluxstream.notify.cloudevents.Mode;
import io.fluxstream.notify.cloudevents.TopicTarget;
import io.fluxstream.notify.cloudevents.UrlTarget;
import io.fluxstream.notify.feed.Begin;
import io.fluxstream.notify.feed.Pacing;
import io.fluxstream.notify.http.Endpoint;
import io.fluxstream.notify.webhook.WebhookTarget;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotifySettingsTest {
    @Test
    void everyFieldOfEverySinkIsRead() {
        assertThat(read("""
                - name: on-call
                  begin: earliest
                  retryAtMost: 5m
                  alertmanager:
                    url: http://alertmanager:9093
                    username: kim
                    passwordFile: /run/password
                    caFile: /run/ca.crt
                    timeout: 3s
                    refresh: 30s
                    generatorURL: "https://flux.example/{cluster}/{kind}/{namespace}/{name}"
                - name: chat
                  webhook: {urlFile: /run/url, secretFile: /run/secret, bearerTokenFile: /run/token}
                - name: bus
                  cloudEvents: {topic: fleet-events, mode: structured}
                - name: hub
                  cloudEvents: {url: "https://hub.example/in"}
                """).sinks())
                .containsExactly(
                        new SinkConfig(
                                "on-call",
                                new Target.Alertmanager(new AlertmanagerTarget(
                                        new Endpoint(
                                                URI.create("http://alertmanager:9093"),
                                                null,
                                                null,
                                                new Endpoint.Login("kim", Path.of("/run/password")),
                                                Path.of("/run/ca.crt"),
                                                Duration.ofSeconds(3)),
                                        Duration.ofSeconds(30),
                                        "https://flux.example/{cluster}/{kind}/{namespace}/{name}")),
                                Begin.EARLIEST,
                                Pacing.atMost(Duration.ofMinutes(5))),
                        SinkConfig.of(
                                "chat",
                                new Target.Webhook(new WebhookTarget(
                                        new Endpoint(
                                                null,
                                                Path.of("/run/url"),
                                                Path.of("/run/token"),
                                                null,
                                                null,
                                                Endpoint.DEFAULT_TIMEOUT),
                                        Path.of("/run/secret")))),
                        SinkConfig.of(
                                "bus", new Target.CloudEventsTopic(new TopicTarget("fleet-events", Mode.STRUCTURED))),
                        SinkConfig.of(
                                "hub",
                                new Target.CloudEventsUrl(new UrlTarget(
                                        Endpoint.at(URI.create("https://hub.example/in")), null, Mode.BINARY))));
    }

    @Test
    void thereAreNoSinksUnlessNamed() {
        assertThat(SettingsFile.parse("notify: {}", Map.of()).notifying().sinks())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{name: a, webhook: {url: 'http://h/', secretfile: f}}"
                        + "| notify.sinks[0].webhook.secretfile: unknown field; did you mean \"secretFile\"?",
                "{name: a, webhok: {url: 'http://h/'}}| notify.sinks[0].webhok: unknown field; did you mean \"webhook\"?",
                "{name: a}| notify.sinks[0] needs exactly one of alertmanager, webhook and cloudEvents, but has none",
                "{name: a, webhook: {url: 'http://h/'}, cloudEvents: {topic: t}}"
                        + "| notify.sinks[0] needs exactly one of alertmanager, webhook and cloudEvents, but has 2",
                "{name: A b, webhook: {url: 'http://h/'}}| notify.sinks[0]: name must be lower-case letters, digits and"
                        + " hyphens, for instance on-call, but was \"A b\"",
                "{name: a, webhook: {}}| notify.sinks[0].webhook: url is missing",
                "{name: a, webhook: {url: 'h/s3cret'}}| notify.sinks[0].webhook: url must begin with http:// or https://",
                "{name: a, webhook: {url: 'http://h/ s3cret'}}| notify.sinks[0].webhook.url is no URL; it begins with"
                        + " http:// or https:// and holds no spaces",
                "{name: a, webhook: {url: 'http://h/', username: kim}}"
                        + "| notify.sinks[0].webhook: username and passwordFile belong together",
                "{name: a, begin: now, webhook: {url: 'http://h/'}}"
                        + "| notify.sinks[0].begin must be firing or earliest, but was \"now\"",
                "{name: a, cloudEvents: {topic: flux-alerts}}| notify.sinks[0].cloudEvents: topic must be one of your own,"
                        + " but flux-alerts is flux-stream's",
                "{name: a, cloudEvents: {topic: t, url: 'http://h/'}}| notify.sinks[0].cloudEvents.url: unknown field;"
                        + " known here are topic, mode",
                "{name: a, alertmanager: {url: 'http://h/', refresh: 100ms}}| notify.sinks[0].alertmanager: refresh must"
                        + " be between 1s and 1h, but was 100ms",
                "{name: a, retryAtMost: 10ms, webhook: {url: 'http://h/'}}"
                        + "| notify.sinks[0]: retryAtMost must be at least 1000 ms, but was 10 ms",
            })
    void aMistakeIsNamedWithItsPlace(String sink, String sentence) {
        assertThatThrownBy(() -> read("- " + sink))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(sentence);
    }

    @Test
    void twoSinksOfOneNameAreRefused() {
        assertThatThrownBy(() -> read("""
                - {name: a, cloudEvents: {topic: one}}
                - {name: a, cloudEvents: {topic: two}}
                """))
                .hasMessage("notify.sinks[1].name must be unique, but another sink is called \"a\" too");
    }

    @Test
    void whatTheDocumentationShowsCanBeRead() throws IOException {
        Path docs = Path.of("..", "docs");
        String page = Files.readString(docs.resolve("notify.md"));
        int begin = page.indexOf("```yaml\n") + "```yaml\n".length();
        String shown = page.substring(begin, page.indexOf("```", begin));

        assertThat(SettingsFile.parse(shown, Map.of()).notifying().sinks())
                .extracting(SinkConfig::name)
                .containsExactly("on-call", "chat", "bus", "hub");
        assertThat(SettingsFile.read(docs.resolve("examples/notify/flux-stream.yaml"), Map.of())
                        .notifying()
                        .sinks())
                .hasSize(1);
    }

    private static NotifySettings read(String sinks) {
        return SettingsFile.parse("notify:\n  sinks:\n" + sinks.indent(4), Map.of())
                .notifying();
    }
}
