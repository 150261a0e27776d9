package io.fluxstream.notify.cloudevents;

import static io.fluxstream.notify.Samples.event;
import static io.fluxstream.notify.Samples.firing;
import static io.fluxstream.notify.Samples.repeated;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxstream.notify.FakeServer;
import io.fluxstream.notify.feed.Answer;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloudEventTest {
    @Test
    void itsAttributesSayWhatHappenedToWhat() {
        CloudEvent cloudEvent = CloudEvent.of(event(repeated("a1", 2)));
        assertThat(cloudEvent.attributes())
                .containsExactly(
                        entry("specversion", "1.0"),
                        entry("id", "a1-2-repeated"),
                        entry("source", "/flux-stream/clusters/ottawa"),
                        entry("type", "io.fluxstream.alert.repeated"),
                        entry("subject", "ottawa/Kustomization/flux-system/app-a1"),
                        entry("time", "2026-11-21T14:05:00.000Z"),
                        entry("dataschema", "https://fluxstream.io/schemas/flux-alert.schema.json"),
                        entry("partitionkey", "a1"),
                        entry("alertname", "SustainedFailure"),
                        entry("severity", "error"));
        assertThat(cloudEvent.data()).isEqualTo(Topics.ALERTS.codec().encode(repeated("a1", 2)));
    }

    @Test
    void structuredIsOneObjectWithTheDataInIt() throws IOException {
        JsonNode json =
                new ObjectMapper().readTree(CloudEvent.of(event(firing("a1"))).structured());
        assertThat(json.path("id").asText()).isEqualTo("a1-0-firing");
        assertThat(json.path("datacontenttype").asText()).isEqualTo("application/json");
        assertThat(json.path("data"))
                .isEqualTo(new ObjectMapper().readTree(Topics.ALERTS.codec().encode(firing("a1"))));
    }

    @Test
    void overHttpAttributesAreHeadersOrInTheBody() {
        try (FakeServer server = FakeServer.start()) {
            assertThat(new UrlSink(new UrlTarget(server.endpoint("/"), null, Mode.BINARY))
                            .send(List.of(event(firing("a1")))))
                    .isEqualTo(Answer.accepted());
            assertThat(new UrlSink(new UrlTarget(server.endpoint("/"), null, Mode.STRUCTURED))
                            .send(List.of(event(firing("a1")))))
                    .isEqualTo(Answer.accepted());
            FakeServer.Received binary = server.received().get(0);
            assertThat(binary.header("ce-id")).isEqualTo("a1-0-firing");
            assertThat(binary.header("content-type")).isEqualTo("application/json");
            assertThat(binary.body()).isEqualTo(new String(Topics.ALERTS.codec().encode(firing("a1")), UTF_8));
            FakeServer.Received structured = server.received().get(1);
            assertThat(structured.header("content-type")).isEqualTo("application/cloudevents+json; charset=UTF-8");
            assertThat(structured.header("ce-id")).isEmpty();
            assertThat(structured.body()).startsWith("{\"specversion\":\"1.0\",\"id\":\"a1-0-firing\"");
        }
    }

    @Test
    void whatIsNoPlainAsciiIsPercentEncodedInHeaders() {
        assertThat(HttpBinding.encoded("Euro \u20ac \ud83d\ude00 \"100%\""))
                .isEqualTo("Euro%20%E2%82%AC%20%F0%9F%98%80%20%22100%25%22");
    }

    @Test
    void aTopicOfFluxStreamsOwnIsRefused() {
        assertThatThrownBy(() -> new TopicTarget("flux-alerts", Mode.BINARY))
                .hasMessage("topic must be one of your own, but flux-alerts is flux-stream's");
        assertThatThrownBy(() -> new TopicTarget("a/b", Mode.BINARY)).hasMessageContaining("no name of a topic");
    }
}
