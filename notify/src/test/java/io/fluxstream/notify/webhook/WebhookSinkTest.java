package io.fluxstream.notify.webhook;

import static io.fluxstream.notify.Samples.NOON;
import static io.fluxstream.notify.Samples.event;
import static io.fluxstream.notify.Samples.firing;
import static io.fluxstream.notify.Samples.resolved;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.notify.FakeServer;
import io.fluxstream.notify.FakeServer.Received;
import io.fluxstream.notify.feed.Answer;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookSinkTest {
    private final FakeServer server = FakeServer.start();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theEventComesAsItStandsInTheTopicInAnEnvelope() {
        WebhookSink sink = new WebhookSink(new WebhookTarget(server.endpoint("/hook?x=1"), null));
        assertThat(sink.send(List.of(event(resolved("a1", NOON.plusSeconds(9))))))
                .isEqualTo(Answer.accepted());
        Received request = server.received().get(0);
        String data = new String(Topics.ALERTS.codec().encode(resolved("a1", NOON.plusSeconds(9))), UTF_8);
        assertThat(request.path()).isEqualTo("/hook?x=1");
        assertThat(request.body())
                .isEqualTo(
                        "{\"id\":\"a1-0-resolved\",\"type\":\"alert.resolved\",\"timestamp\":\"2026-11-21T12:00:09.000Z\","
                                + "\"topic\":\"flux-alerts\",\"partition\":0,\"offset\":0,\"data\":" + data + "}");
        assertThat(request.header("content-type")).isEqualTo("application/json");
        assertThat(request.header("webhook-id")).isEqualTo("a1-0-resolved");
        assertThat(request.header("webhook-signature")).isEmpty();
    }

    @Test
    void aSecretThatRotatesCountsFromTheNextEventOn() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "first\n");
        WebhookSink sink = new WebhookSink(new WebhookTarget(server.endpoint("/"), secret));
        sink.send(List.of(event(firing("a"))));
        Files.writeString(secret, "second\n\nfirst\n");
        sink.send(List.of(event(firing("a"))));
        assertThat(verifies(server.received().get(0), "first")).isTrue();
        assertThat(verifies(server.received().get(0), "second")).isFalse();
        assertThat(verifies(server.received().get(1), "first")).isTrue();
        assertThat(verifies(server.received().get(1), "second")).isTrue();
    }

    @Test
    void withoutItsSecretNothingIsSent() throws IOException {
        Path secret = directory.resolve("secret");
        WebhookSink sink = new WebhookSink(new WebhookTarget(server.endpoint("/"), secret));
        assertThat(sink.send(List.of(event(firing("a")))))
                .isEqualTo(Answer.later("cannot be sent to: secretFile " + secret + " does not exist"));
        Files.writeString(secret, "whsec_no base64!");
        assertThat(sink.send(List.of(event(firing("a")))))
                .isEqualTo(Answer.later(
                        "cannot be sent to: what follows whsec_ in secretFile " + secret + " is not Base64"));
        assertThat(server.received()).isEmpty();
    }

    /** As a receiver would. */
    private static boolean verifies(Received request, String secret) {
        String expected = Signature.headers(
                        request.header("webhook-id"),
                        Long.parseLong(request.header("webhook-timestamp")),
                        request.body().getBytes(UTF_8),
                        List.of(secret))
                .getOrDefault("webhook-signature", "none");
        return List.of(request.header("webhook-signature").split(" ", -1)).contains(expected);
    }
}
