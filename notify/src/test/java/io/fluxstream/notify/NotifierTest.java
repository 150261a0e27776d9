package io.fluxstream.notify;

import static io.fluxstream.notify.Eventually.eventually;
import static io.fluxstream.notify.Samples.NOON;
import static io.fluxstream.notify.Samples.alert;
import static io.fluxstream.notify.Samples.firing;
import static io.fluxstream.notify.Samples.repeated;
import static io.fluxstream.notify.Samples.resolved;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert.Action;
import io.fluxstream.notify.FakeServer.How;
import io.fluxstream.notify.FakeServer.Reply;
import io.fluxstream.notify.alertmanager.AlertmanagerTarget;
import io.fluxstream.notify.cloudevents.Mode;
import io.fluxstream.notify.cloudevents.TopicTarget;
import io.fluxstream.notify.feed.Begin;
import io.fluxstream.notify.feed.Pacing;
import io.fluxstream.notify.feed.SinkStatus;
import io.fluxstream.notify.webhook.WebhookTarget;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.DeadLetterHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The whole way, from a broker to somebody's server. */
class NotifierTest {
    private static final Pacing QUICK = new Pacing(Duration.ofMillis(20), Duration.ofMillis(100));
    private static final Pattern ID = Pattern.compile("\"alert_id\":\"([^\"]*)\"");

    private static @Nullable Log log;
    private static int test;

    private final FakeServer server = FakeServer.start();
    private String prefix = "";
    private @Nullable Notifier notifier;

    @BeforeAll
    static void startBroker(@TempDir Path directory) {
        log = new Log(directory);
    }

    @AfterAll
    static void stopBroker() {
        log().close();
    }

    private static Log log() {
        Log running = log;
        if (running == null) {
            throw new IllegalStateException("the broker does not run");
        }
        return running;
    }

    @BeforeEach
    void beginAfresh(TestInfo info) throws Exception {
        prefix = "t" + test++ + "-";
        log().startOver();
    }

    @AfterEach
    void stop() {
        stopNotifier();
        server.close();
    }

    @Test
    void everyEventOfAnAlertComesOnceAndInOrder() {
        start(webhook("hook", server));
        awaitReady();
        log().alerts(firing("a"));
        log().alerts(repeated("a", 1), firing("b"));
        log().alerts(resolved("a", NOON.plusSeconds(9_000)));
        eventually(() -> assertThat(webhookIds(server)).hasSize(4));
        assertThat(webhookIds(server)).containsExactly("a-0-firing", "a-1-repeated", "b-0-firing", "a-0-resolved");
        eventually(() -> assertThat(status("hook").lag()).isZero());
        eventually(() -> assertThat(status("hook").sent()).isEqualTo(4));
    }

    @Test
    void nothingIsLostWhileASinkIsDown() {
        server.answers(request -> Reply.of(503));
        start(webhook("hook", server));
        eventually(() -> assertThat(status("hook").ready()).isTrue());
        log().alerts(firing("a"));
        eventually(() -> assertThat(status("hook").failed()).isGreaterThan(3));
        assertThat(running().status().ready()).isFalse();
        assertThat(running().status().failure()).isEqualTo("sink " + prefix + "hook answers HTTP 503");
        log().alerts(resolved("a", NOON.plusSeconds(900)), firing("b"));
        server.answers(request -> Reply.of(200));
        eventually(() -> assertThat(status("hook").sent()).isEqualTo(3));
        assertThat(distinct(webhookIds(server))).containsExactly("a-0-firing", "a-0-resolved", "b-0-firing");
        assertThat(status("hook").retried()).isGreaterThan(2);
        assertThat(running().status().ready()).isTrue();
    }

    @Test
    void aSinkThatHangsHoldsUpNoOther() {
        try (FakeServer slow = FakeServer.start()) {
            slow.answers(request -> new Reply(200, "", Map.of(), How.NEVER));
            start(webhook("slow", slow), webhook("quick", server));
            awaitReady();
            log().alerts(firing("a"), firing("b"));
            eventually(() -> assertThat(webhookIds(server)).containsExactly("a-0-firing", "b-0-firing"));
            assertThat(status("slow").sent()).isZero();
        }
    }

    @Test
    void goesOnWhereItStoppedAfterARestart() {
        start(webhook("hook", server));
        awaitReady();
        log().alerts(firing("a"));
        eventually(() -> assertThat(webhookIds(server)).containsExactly("a-0-firing"));
        stopNotifier();
        log().alerts(firing("b"), resolved("a", NOON.plusSeconds(900)));
        start(webhook("hook", server));
        eventually(() -> assertThat(webhookIds(server)).hasSize(3));
        assertThat(webhookIds(server)).containsExactly("a-0-firing", "b-0-firing", "a-0-resolved");
    }

    @Test
    void whatWasNotTakenBeforeARestartComesAfterIt() {
        server.answers(request -> Reply.of(500));
        start(webhook("hook", server));
        awaitReady();
        log().alerts(firing("a"));
        eventually(() -> assertThat(status("hook").failed()).isPositive());
        stopNotifier();
        server.answers(request -> Reply.of(200));
        start(webhook("hook", server));
        eventually(() -> assertThat(status("hook").sent()).isEqualTo(1));
        assertThat(distinct(webhookIds(server))).containsExactly("a-0-firing");
    }

    @Test
    void aNewSinkIsToldWhatFiresAndThenWhatHappens() {
        log().alerts(firing("old"), resolved("old", NOON.plusSeconds(900)), firing("a"), repeated("a", 1));
        log().alerts(alert("elsewhere", "robbinsdale", Action.FIRING, 0, NOON));
        start(webhook("hook", server));
        eventually(
                () -> assertThat(webhookIds(server)).containsExactlyInAnyOrder("a-1-repeated", "elsewhere-0-firing"));
        log().alerts(resolved("a", NOON.plusSeconds(9_000)));
        eventually(() -> assertThat(webhookIds(server)).last().isEqualTo("a-0-resolved"));
        assertThat(webhookIds(server)).hasSize(3);
    }

    @Test
    void orEverythingThatIsThere() {
        log().alerts(firing("old"), resolved("old", NOON.plusSeconds(900)), firing("a"));
        start(new SinkConfig(prefix + "hook", hook(server), Begin.EARLIEST, QUICK));
        eventually(() -> assertThat(webhookIds(server)).hasSize(3));
        assertThat(webhookIds(server)).containsExactly("old-0-firing", "old-0-resolved", "a-0-firing");
    }

    @Test
    void whatASinkRefusesForGoodIsADeadLetterAndTheRestGoesOn() {
        server.answers(request -> Reply.of(request.body().contains("\"id\":\"bad\"") ? 422 : 200));
        start(webhook("hook", server));
        awaitReady();
        log().alerts(firing("bad"), firing("good"));
        log().raw("ottawa/Kustomization/flux-system/x", "{]".getBytes(UTF_8));
        log().raw("ottawa/Kustomization/flux-system/x", null);
        eventually(() -> assertThat(status("hook").deadLetters()).isEqualTo(3));
        assertThat(webhookIds(server)).contains("good-0-firing");
        List<ConsumerRecord<byte[], byte[]>> letters = log().read("flux-alerts-dlq");
        assertThat(letters).hasSize(3);
        ConsumerRecord<byte[], byte[]> refused = letters.get(0);
        assertThat(new String(refused.key(), UTF_8)).isEqualTo("ottawa/Kustomization/flux-system/app-bad");
        assertThat(Log.header(refused, DeadLetterHeaders.REASON)).isEqualTo("answers HTTP 422");
        assertThat(Log.header(refused, DeadLetterHeaders.TOPIC)).isEqualTo("flux-alerts");
        assertThat(Log.header(refused, DeadLetterHeaders.OFFSET)).isEqualTo("0");
        assertThat(Log.header(refused, DeadLetterHeaders.SINK)).isEqualTo(prefix + "hook");
    }

    @Test
    void anAlertmanagerIsToldAgainWhatFiresAlsoAfterARestart() {
        start(alertmanager());
        awaitReady();
        log().alerts(firing("a"), firing("b"));
        eventually(() -> assertThat(status("am").refreshed()).isGreaterThan(3));
        assertThat(status("am").firing()).isEqualTo(2);
        stopNotifier();
        log().alerts(resolved("a", NOON.plusSeconds(900)));
        int before = server.received().size();
        start(alertmanager());
        eventually(() -> assertThat(status("am").refreshed()).isGreaterThan(2));
        eventually(() -> assertThat(status("am").sent()).isEqualTo(1));
        List<String> bodies = server.received().stream()
                .skip(before)
                .map(FakeServer.Received::body)
                .toList();
        assertThat(bodies).anyMatch(body -> alertIds(body).contains("b"));
        assertThat(bodies)
                .filteredOn(body -> alertIds(body).contains("a"))
                .hasSize(1)
                .allMatch(body -> body.contains("\"endsAt\":\"2026-11-21T12:15:00.000Z\""));
        assertThat(status("am").firing()).isEqualTo(1);
    }

    @Test
    void twoNotifiersShareTheWork() {
        start(alertmanager());
        awaitReady();
        for (int partition = 0; partition < Log.PARTITIONS; partition++) {
            log().alerts(alert("in" + partition, clusterIn(partition), Action.FIRING, 0, NOON));
        }
        eventually(() -> assertThat(status("am").firing()).isEqualTo(3));
        try (Notifier second = Notifier.start(new NotifyConfig(log().kafka(), List.of(alertmanager())))) {
            eventually(() -> {
                int there = second.status().sinks().get(0).firing();
                assertThat(there).isBetween(1, 2);
                assertThat(there + status("am").firing()).isEqualTo(3);
            });
        }
        eventually(() -> assertThat(status("am").firing()).isEqualTo(3));
    }

    @Test
    void cloudEventsComeToATopicUnderTheIdOfTheirAlert() throws Exception {
        String topic = prefix + "events";
        start(SinkConfig.of(prefix + "bus", new Target.CloudEventsTopic(new TopicTarget(topic, Mode.BINARY))));
        awaitReady();
        log().alerts(firing("a"));
        eventually(() -> assertThat(running().status().failure())
                .contains("cannot be written to topic " + topic, "is the topic there?"));
        log().create(topic);
        eventually(() -> assertThat(status("bus").sent()).isEqualTo(1));
        ConsumerRecord<byte[], byte[]> record = log().read(topic).get(0);
        assertThat(new String(record.key(), UTF_8)).isEqualTo("a");
        assertThat(Log.header(record, "ce_id")).isEqualTo("a-0-firing");
        assertThat(Log.header(record, "ce_type")).isEqualTo("io.fluxstream.alert.firing");
        assertThat(Log.header(record, "content-type")).isEqualTo("application/json");
        assertThat(new String(record.value(), UTF_8)).startsWith("{\"id\":\"a\"");
    }

    @Test
    void topicsThatWereMadeAnewAreReadFromTheirBeginning() throws Exception {
        start(webhook("hook", server));
        awaitReady();
        log().alerts(firing("a"), firing("b"), firing("c"));
        eventually(() -> assertThat(status("hook").sent()).isEqualTo(3));
        stopNotifier();
        log().startOver();
        log().alerts(firing("d"));
        start(webhook("hook", server));
        eventually(() -> assertThat(webhookIds(server)).last().isEqualTo("d-0-firing"));
    }

    private static String clusterIn(int partition) {
        return IntStream.range(0, 1_000)
                .mapToObj(number -> "cluster" + number)
                .filter(cluster -> ClusterPartitioner.partition(cluster, Log.PARTITIONS) == partition)
                .findFirst()
                .orElseThrow();
    }

    private SinkConfig webhook(String name, FakeServer to) {
        return new SinkConfig(prefix + name, hook(to), Begin.FIRING, QUICK);
    }

    private static Target hook(FakeServer to) {
        return new Target.Webhook(new WebhookTarget(to.endpoint("/"), null));
    }

    private SinkConfig alertmanager() {
        return new SinkConfig(
                prefix + "am",
                new Target.Alertmanager(new AlertmanagerTarget(server.endpoint(""), Duration.ofSeconds(1), null)),
                Begin.FIRING,
                QUICK);
    }

    private void start(SinkConfig... sinks) {
        notifier = Notifier.start(new NotifyConfig(log().kafka(), List.of(sinks)));
    }

    private void stopNotifier() {
        Notifier open = notifier;
        if (open != null) {
            open.close();
            notifier = null;
        }
    }

    private Notifier running() {
        Notifier open = notifier;
        if (open == null) {
            throw new IllegalStateException("no notifier runs");
        }
        return open;
    }

    private void awaitReady() {
        eventually(() -> assertThat(running().status().ready()).isTrue());
    }

    private SinkStatus status(String name) {
        return running().status().sinks().stream()
                .filter(sink -> sink.name().equals(prefix + name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> webhookIds(FakeServer from) {
        return from.received().stream()
                .map(request -> request.header("webhook-id"))
                .toList();
    }

    private static List<String> alertIds(String body) {
        return ID.matcher(body)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private static List<String> distinct(List<String> ids) {
        return new ArrayList<>(new LinkedHashSet<>(ids));
    }
}
