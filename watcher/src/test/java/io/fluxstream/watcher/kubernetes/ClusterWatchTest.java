package io.fluxstream.watcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Deleted;
import io.fluxstream.domain.status.FluxStatusEvent.Heartbeat;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.domain.status.FluxStatusEvent.SessionStarted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotCompleted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotStarted;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.WatchCursor;
import io.fluxstream.watcher.publish.ClusterFeed;
import io.fluxstream.watcher.publish.SettableClock;
import io.fluxstream.watcher.publish.StatusLog;
import io.fluxstream.watcher.status.KindStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One cluster, followed at an API server that speaks the protocol and fails on demand. */
class ClusterWatchTest {
    private static final Timing QUICK = new Timing(
            Duration.ofMillis(200),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(6),
            Duration.ofSeconds(2),
            Duration.ofMillis(100),
            Duration.ofMillis(300),
            Duration.ofHours(1),
            Duration.ofMillis(300),
            Duration.ofMillis(50));
    private static final KindSpec KUSTOMIZATION =
            new KindSpec("kustomize.toolkit.fluxcd.io", "Kustomization", List.of("v9", "v1"));

    private final SettableClock clock = new SettableClock();
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final StatusLog log = new StatusLog(() -> producer, "test");
    private final HttpClients clients = new HttpClients();
    private final ListSlots slots = new ListSlots();
    private final List<WatchCursor> cursors = new CopyOnWriteArrayList<>();
    private final List<ClusterWatch> watches = new ArrayList<>();
    private FakeApiServer server;

    ClusterWatchTest() throws IOException {
        server = new FakeApiServer();
    }

    @BeforeEach
    void someKustomizations() {
        server.put("a", "True", "ok");
        server.put("b", "False", "no");
    }

    @AfterEach
    void stop() {
        watches.forEach(ClusterWatch::stop);
        watches.forEach(ClusterWatch::close);
        server.close();
        log.close();
        slots.close();
        clients.close();
    }

    @Test
    void beginsWithASessionAndASnapshotAndThenFollows() {
        watch();
        until(() -> count(SnapshotCompleted.class) == 1);
        assertThat(events().get(0)).isInstanceOf(SessionStarted.class);
        assertThat(all(SnapshotStarted.class).get(0).resourceVersion()).isEqualTo(102);
        assertThat(all(Observed.class)).extracting(Observed::snapshot).containsExactly(1L, 1L);
        assertThat(all(SnapshotCompleted.class).get(0).count()).isEqualTo(2);
        server.put("a", "False", "broken");
        server.delete("b");
        until(() -> count(Deleted.class) == 1);
        assertThat(observed("a")).last().satisfies(seen -> {
            assertThat(seen.snapshot()).isZero();
            assertThat(seen.conditions().get(0).message()).isEqualTo("broken");
        });
        until(this::isLive);
    }

    @Test
    void publishesNoUpdateThatSaysNothingNew() {
        watch();
        until(this::isLive);
        server.put("a", "True", "ok");
        server.put("a", "True", "changed");
        until(() -> observed("a").size() == 2);
        assertThat(observed("a").get(1).conditions().get(0).message()).isEqualTo("changed");
    }

    @Test
    void readsListsOfManyPages() {
        IntStream.range(0, 1_203).forEach(i -> server.put("n" + i, "True", "ünïcode 漢字 " + i));
        server.chunks(1_000);
        watch();
        until(() -> count(SnapshotCompleted.class) == 1);
        assertThat(all(SnapshotCompleted.class).get(0).count()).isEqualTo(1_205);
        assertThat(server.requests())
                .filteredOn(request -> request.contains("continue="))
                .hasSize(3);
    }

    @Test
    void readsTextThatTheNetworkSplitsInsideCharacters() {
        server.chunks(1);
        watch();
        until(this::isLive);
        String text = "änderung 漢字 \uD83D\uDE00 ";
        server.put("a", "False", text.repeat(50));
        server.put("b", "False", "after it");
        until(() -> observed("b").size() == 2);
        assertThat(observed("a").get(1).conditions().get(0).message()).isEqualTo(text.repeat(50));
    }

    @Test
    void cutsMessagesOf32Kilobytes() {
        watch();
        until(this::isLive);
        server.put("a", "False", "x".repeat(32 * 1024));
        server.put("b", "False", "after it");
        until(() -> observed("b").size() == 2);
        assertThat(observed("a").get(1).conditions().get(0).message()).hasSize(Observed.MAX_MESSAGE);
    }

    @Test
    void hidesCredentialsBeforeAnythingIsPublished() {
        server.put("a", "False", "https://user:hunter2@example.com/x?token=abc123");
        watch();
        until(() -> count(SnapshotCompleted.class) == 1);
        assertThat(producer.history())
                .noneMatch(
                        record -> new String(record.value(), StandardCharsets.UTF_8).matches(".*(hunter2|abc123).*"));
    }

    @Test
    void takesANewSnapshotWhenTheServerHasForgotten() {
        watch();
        until(this::isLive);
        server.fail((exchange, query) -> {
            if (query.containsKey("watch")) {
                FakeApiServer.answer(exchange, 503, "");
                return true;
            }
            return false;
        });
        server.closeWatches();
        server.delete("b");
        server.compact();
        until(() -> !isLive());
        server.heal();
        until(() -> count(SnapshotCompleted.class) == 2);
        assertThat(all(SnapshotStarted.class))
                .extracting(SnapshotStarted::snapshot)
                .containsExactly(1L, 2L);
        assertThat(all(SnapshotCompleted.class).get(1).count()).isEqualTo(1);
        until(this::isLive);
    }

    @Test
    void resumesAfterACleanCloseWithoutASnapshot() {
        watch();
        until(this::isLive);
        server.closeWatches();
        server.put("a", "False", "while it was closed");
        until(() -> observed("a").size() == 2);
        until(this::isLive);
        assertThat(count(SnapshotStarted.class)).isEqualTo(1);
    }

    @Test
    void waitsAndTriesAgainWhateverTheServerRefuses() {
        for (int code : new int[] {401, 403, 429, 500, 503}) {
            server.fail((exchange, query) -> {
                FakeApiServer.answer(
                        exchange,
                        code,
                        "{\"kind\":\"Status\",\"message\":\"refused with token=abc123\",\"code\":" + code + "}");
                return true;
            });
            ClusterWatch watch = watch("c" + code);
            until(() -> errors(watch).contains(String.valueOf(code)));
            assertThat(errors(watch)).contains("refused with token=***").doesNotContain("abc123");
            server.heal();
            until(() -> isLive(watch));
            watch.stop();
        }
    }

    @Test
    void waitsAsLongAsTheServerAsks() {
        server.fail((exchange, query) -> {
            FakeApiServer.answer(exchange, 429, "", "Retry-After", "2");
            return true;
        });
        ClusterWatch watch = watch();
        until(() -> errors(watch).contains("429"));
        long asked = System.nanoTime();
        int requests = server.requests().size();
        server.heal();
        until(this::isLive);
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(server.requests().size()).isGreaterThan(requests);
    }

    @Test
    void looksAgainForAKindThatIsNotInstalled() {
        server.installed(false);
        ClusterWatch watch = watch();
        until(() -> watch.status().kinds().get(0).state().equals("not installed"));
        // An earlier heartbeat may still name the kind, while the server was not reached.
        until(() -> count(Heartbeat.class) > 0 && lastHeartbeat().kinds().isEmpty());
        server.installed(true);
        until(this::isLive);
    }

    @Test
    void saysNotLiveAndWhyWhileTheServerIsAway() {
        watch();
        until(this::isLive);
        server.close();
        until(() -> count(Heartbeat.class) > 0
                && !lastHeartbeat().kinds().get(0).live()
                && lastHeartbeat().kinds().get(0).error() != null);
    }

    @Test
    void countsAWatchWithoutAByteAsDead() {
        watch();
        until(this::isLive);
        server.fail((exchange, query) -> {
            if (query.containsKey("watch")) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().flush();
                Thread.sleep(60_000);
            }
            return false;
        });
        server.closeWatches();
        until(() -> errors(watches.get(0)).contains("no byte for 6 s"));
        server.heal();
        server.put("a", "False", "seen after all");
        until(() -> observed("a").size() == 2);
    }

    @Test
    void givesUpARequestWhoseAnswerNeverBegins() {
        server.fail((exchange, query) -> {
            Thread.sleep(60_000);
            return true;
        });
        ClusterWatch watch = watch();
        until(() -> errors(watch).contains("no answer for 2 s"));
        server.heal();
        until(this::isLive);
    }

    @Test
    void leavesOutWhatCannotBeReadAndGoesOn() {
        ClusterWatch watch = watch();
        until(this::isLive);
        server.say("{\"type\":\"MODIFIED\",\"object\":{\"kind\":\"Kustomization\",\"metadata\":{\"name\":\"odd\"}}}");
        server.say("this is no JSON {{{");
        server.put("a", "False", "after it");
        until(() -> observed("a").size() == 2);
        until(() -> watch.status().kinds().get(0).unreadable() == 2);
    }

    @Test
    void resumesFromACursorOfTheSameCluster() {
        long cursor = server.version();
        server.put("a", "False", "while no one watched");
        server.delete("b");
        watch("ottawa", Map.of("Kustomization", new WatchCursor("ottawa", "Kustomization", cursor, "uid-1", 7, now())));
        until(() -> count(Deleted.class) == 1);
        assertThat(count(SnapshotStarted.class)).isZero();
        assertThat(observed("a")).hasSize(1);
        until(this::isLive);
    }

    @Test
    void takesASnapshotWhenTheClusterIsAnotherOne() {
        server.uid("uid-2");
        watch("ottawa", Map.of("Kustomization", new WatchCursor("ottawa", "Kustomization", 101, "uid-1", 7, now())));
        until(() -> count(SnapshotCompleted.class) == 1);
        assertThat(all(SnapshotStarted.class).get(0).snapshot()).isEqualTo(8);
    }

    @Test
    void takesASnapshotWhenTheClusterWentBackInTime() {
        watch("ottawa", Map.of("Kustomization", new WatchCursor("ottawa", "Kustomization", 5_000, "uid-1", 7, now())));
        until(() -> count(SnapshotCompleted.class) == 1);
        assertThat(all(SnapshotStarted.class).get(0).resourceVersion()).isEqualTo(102);
    }

    @Test
    void takesASnapshotWhenTheCursorIsOfTheFuture() {
        WatchCursor ahead = new WatchCursor("ottawa", "Kustomization", 101, "uid-1", 7, now().plusSeconds(600));
        watch("ottawa", Map.of("Kustomization", ahead));
        until(() -> count(SnapshotCompleted.class) == 1);
        assertThat(all(SnapshotStarted.class).get(0).snapshot()).isEqualTo(8);
    }

    @Test
    void takesASnapshotWhenTheClockIsSetBackForReadersMayHavePutAsideWhatCameFromTheFuture() {
        clock.isAhead(Duration.ofMinutes(10));
        watch();
        until(this::isLive);
        server.put("a", "False", "broken in the future");
        until(() -> observed("a").size() == 2);
        clock.isAhead(Duration.ZERO);
        until(() -> count(SnapshotCompleted.class) == 2);
        List<FluxStatusEvent> events = events();
        List<FluxStatusEvent> since =
                events.subList(events.lastIndexOf(all(SessionStarted.class).get(1)), events.size());
        assertThat(since).extracting(FluxStatusEvent::observedAt).allMatch(at -> !at.isAfter(now()));
        assertThat(observed("a").get(2).conditions().get(0).message()).isEqualTo("broken in the future");
        assertThat(observed("b")).hasSize(2);
    }

    @Test
    void aClockThatIsSetAheadCostsASessionAndNoSnapshot() {
        watch();
        until(this::isLive);
        clock.isAhead(Duration.ofSeconds(75));
        until(() -> count(SessionStarted.class) == 2);
        server.put("a", "False", "broken later");
        until(() -> observed("a").size() == 2);
        assertThat(count(SnapshotCompleted.class)).isEqualTo(1);
    }

    @Test
    void isNotLiveBeforeItHasReachedWhatTheCollectionWasAt() {
        watch("ottawa", Map.of("Kustomization", new WatchCursor("ottawa", "Kustomization", 101, "uid-1", 7, now())));
        server.touchSomethingElse();
        until(() -> all(Heartbeat.class).stream()
                .anyMatch(heartbeat -> heartbeat.kinds().get(0).live()));
        Heartbeat live = all(Heartbeat.class).stream()
                .filter(heartbeat -> heartbeat.kinds().get(0).live())
                .findFirst()
                .orElseThrow();
        assertThat(live.kinds().get(0).resourceVersion()).isGreaterThanOrEqualTo(102L);
        assertThat(events().indexOf(live))
                .isGreaterThan(events().indexOf(observed("b").get(0)));
    }

    @Test
    void writesCursorsBehindWhatIsAcknowledged() {
        watch();
        until(() -> !cursors.isEmpty());
        server.put("a", "False", "x");
        until(() -> cursors.get(cursors.size() - 1).resourceVersion() >= server.version());
        assertThat(cursors.get(0).clusterUid()).isEqualTo("uid-1");
        assertThat(cursors.get(0).snapshot()).isEqualTo(1);
    }

    @Test
    void aHangingClusterCostsAnotherNothing() throws IOException {
        try (FakeApiServer hanging = new FakeApiServer()) {
            hanging.fail((exchange, query) -> {
                if (query.containsKey("limit")) {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().flush();
                    Thread.sleep(60_000);
                }
                return false;
            });
            FakeApiServer own = server;
            server = hanging;
            watch("hanging");
            server = own;
            ClusterWatch healthy = watch("healthy");
            until(() -> isLive(healthy));
        }
    }

    private ClusterWatch watch() {
        return watch("ottawa");
    }

    private ClusterWatch watch(String cluster) {
        return watch(cluster, Map.of());
    }

    private ClusterWatch watch(String cluster, Map<String, WatchCursor> from) {
        ClusterFeed feed = new ClusterFeed(log.lane(cluster), () -> "session", clock, System::nanoTime);
        ClusterWatch watch = new ClusterWatch(
                feed,
                ClusterAccess.ofEndpoint(server.url(), null, null),
                List.of(KUSTOMIZATION),
                from,
                cursors::add,
                clients,
                slots,
                QUICK,
                clock,
                new SplittableRandom(1));
        watches.add(watch);
        watch.start();
        return watch;
    }

    private static Instant now() {
        return Clock.systemUTC().instant();
    }

    private boolean isLive() {
        return isLive(watches.get(0));
    }

    private static boolean isLive(ClusterWatch watch) {
        return watch.status().kinds().stream().allMatch(KindStatus::live)
                && !watch.status().kinds().isEmpty();
    }

    private static String errors(ClusterWatch watch) {
        return watch.status().kinds().stream()
                .map(kind -> String.valueOf(kind.error()))
                .toList()
                .toString();
    }

    private List<FluxStatusEvent> events() {
        return producer.history().stream()
                .map(record -> Topics.STATUS.codec().read(record.value()))
                .toList();
    }

    private <E extends FluxStatusEvent> List<E> all(Class<E> type) {
        return events().stream().filter(type::isInstance).map(type::cast).toList();
    }

    private long count(Class<? extends FluxStatusEvent> type) {
        return all(type).size();
    }

    private List<Observed> observed(String name) {
        return all(Observed.class).stream()
                .filter(event -> event.resource().name().equals(name))
                .toList();
    }

    private Heartbeat lastHeartbeat() {
        List<Heartbeat> heartbeats = all(Heartbeat.class);
        return heartbeats.get(heartbeats.size() - 1);
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
