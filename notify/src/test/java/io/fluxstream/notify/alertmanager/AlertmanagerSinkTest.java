package io.fluxstream.notify.alertmanager;

import static io.fluxstream.notify.Samples.NOON;
import static io.fluxstream.notify.Samples.event;
import static io.fluxstream.notify.Samples.firing;
import static io.fluxstream.notify.Samples.resolved;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxstream.notify.FakeServer;
import io.fluxstream.notify.FakeServer.Reply;
import io.fluxstream.notify.feed.AlertEvent;
import io.fluxstream.notify.feed.Answer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlertmanagerSinkTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeServer server = FakeServer.start();
    private final AtomicLong nanos = new AtomicLong();
    private final AlertmanagerSink sink = new AlertmanagerSink(
            new AlertmanagerTarget(server.endpoint("/prefix/"), MINUTE, null), Clock.fixed(NOON, UTC), nanos::get);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void postsAllAtOnceToTheApi() throws IOException {
        assertThat(sink.send(List.of(event(firing("a")), event(resolved("b", NOON.plusSeconds(9))))))
                .isEqualTo(Answer.accepted());
        FakeServer.Received request = server.received().get(0);
        assertThat(request.path()).isEqualTo("/prefix/api/v2/alerts");
        JsonNode alerts = new ObjectMapper().readTree(request.body());
        assertThat(alerts).hasSize(2);
        assertThat(alerts.path(0).path("startsAt").asText()).isEqualTo("2026-11-21T12:00:00.000Z");
        assertThat(alerts.path(0).path("endsAt").asText()).isEqualTo("2026-11-21T12:05:00.000Z");
        assertThat(alerts.path(1).path("endsAt").asText()).isEqualTo("2026-11-21T12:00:09.000Z");
        assertThat(alerts.path(0).path("annotations").path("message").asText()).contains("\u201efleet\u201c");
    }

    @Test
    void saysAgainWhatFiresUntilItIsResolved() {
        AlertEvent fires = event(firing("a"));
        sink.send(List.of(fires));
        assertThat(sink.due(false)).isEmpty();
        passes(MINUTE);
        assertThat(sink.due(false)).containsExactly(fires);
        sink.send(sink.due(false));
        assertThat(sink.due(false)).isEmpty();
        sink.send(List.of(event(resolved("a", NOON.plusSeconds(90)))));
        passes(MINUTE);
        assertThat(sink.due(false)).isEmpty();
        assertThat(sink.firing()).isZero();
    }

    @Test
    void leavesTheWayToOtherEventsForAWhile() {
        sink.send(List.of(event(firing("a"))));
        passes(MINUTE);
        assertThat(sink.due(true)).isEmpty();
        passes(MINUTE);
        assertThat(sink.due(true)).hasSize(1);
    }

    @Test
    void saysAtOnceWhatFiredBeforeItBegan() {
        sink.begin(0, List.of(event(firing("a"))));
        assertThat(sink.due(true)).hasSize(1);
        sink.forget(0);
        assertThat(sink.due(true)).isEmpty();
    }

    @Test
    void whatCouldNotBeSaidIsNotTakenForSaid() {
        sink.begin(0, List.of(event(firing("a"))));
        server.answers(request -> Reply.of(503));
        assertThat(sink.send(sink.due(false))).isInstanceOf(Answer.Later.class);
        assertThat(sink.due(false)).hasSize(1);
        server.answers(request -> Reply.of(503));
        sink.send(List.of(event(resolved("a", NOON))));
        assertThat(sink.firing()).isEqualTo(1);
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
