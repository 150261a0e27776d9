package io.fluxstream.bridge.state;

import static io.fluxstream.bridge.Samples.NOON;
import static io.fluxstream.bridge.Samples.ack;
import static io.fluxstream.bridge.Samples.app;
import static io.fluxstream.bridge.Samples.batch;
import static io.fluxstream.bridge.Samples.firing;
import static io.fluxstream.bridge.Samples.json;
import static io.fluxstream.bridge.Samples.live;
import static io.fluxstream.bridge.Samples.repeated;
import static io.fluxstream.bridge.Samples.row;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fluxstream.bridge.Samples.BatchOf;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.workflow.AlertView;
import io.fluxstream.schemas.workflow.ResourcePage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WatchStateTest {
    private Instant now = NOON;
    private WatchState state = new WatchState("ottawa", null, NOON);

    @Test
    void countsEachResourceOnceByItsPhase() {
        BatchOf<FluxResourceStatus> rows = batch(Topics.RESOURCES, 0);
        for (Phase phase : Phase.values()) {
            if (phase != Phase.GONE) {
                rows.item(app(phase.name()).toString(), row(phase.name(), phase));
            }
        }
        signal(rows.sent());
        signal(batch(Topics.CLUSTERS, 0).item("ottawa", live("ottawa", NOON)).sent());

        assertThat(state.summary().toString())
                .isEqualTo("ClusterSummary[cluster=ottawa, live=true, clock=2026-11-21T12:00:00Z, ready=1, failed=1,"
                        + " waiting=1, progressing=1, suspended=1, unknown=2, neverReady=1, total=8]");
    }

    @Test
    void takesEveryRecordOnceHoweverOftenAndLateItArrives() {
        JsonNode first = batch(Topics.RESOURCES, 0)
                .item(app("a").toString(), row("a", Phase.FAILED))
                .sent();
        JsonNode second = batch(Topics.RESOURCES, 1)
                .item(app("a").toString(), row("a", Phase.READY))
                .sent();
        signal(first);
        signal(second);
        signal(first);
        signal(second);

        assertThat(resources()).extracting(FluxResourceStatus::phase).containsExactly(Phase.READY);
        assertThat(state.position().cursors()).containsExactly(new Cursor("flux-resources", 4, 1, NOON.plusSeconds(1)));
    }

    @Test
    void aTombstoneTakesTheResourceAway() {
        signal(batch(Topics.RESOURCES, 0)
                .item(app("a").toString(), row("a", Phase.READY))
                .item(app("a").toString(), null)
                .sent());
        assertThat(resources()).isEmpty();
    }

    @Test
    void recordsOfATopicMadeAnewAreLaterThoughTheirOffsetsAreLower() {
        signal(batch(Topics.RESOURCES, 100)
                .item(app("a").toString(), row("a", Phase.READY))
                .sent());
        signal(batch(Topics.RESOURCES, 0)
                .appendedFrom(NOON.plusSeconds(1_000))
                .item(app("a").toString(), row("a", Phase.FAILED))
                .sent());
        assertThat(resources()).extracting(FluxResourceStatus::phase).containsExactly(Phase.FAILED);
    }

    @Test
    void aRebuildReplacesEverythingWhenItsLastBatchArrivesAndNotBefore() {
        signal(batch(Topics.RESOURCES, 0)
                .item(app("ghost").toString(), row("ghost", Phase.READY))
                .sent());
        signal(batch(Topics.ALERTS_ACTIVE, 0).item("ottawa/1", firing("1")).rebuild("r1", false));
        assertThat(resources()).hasSize(1);
        assertThat(activeIds()).isEmpty();
        assertThat(state.position().complete()).isFalse();

        JsonNode last = batch(Topics.RESOURCES, 5)
                .item(app("b").toString(), row("b", Phase.FAILED))
                .rebuild("r1", true);
        signal(last);
        signal(last); // again: its answer was lost
        assertThat(resources()).extracting(row -> row.resource().name()).containsExactly("b");
        assertThat(activeIds()).containsExactly("1");
        assertThat(state.position().complete()).isTrue();
        assertThat(state.position().rebuilt()).isEqualTo("r1");
        assertThat(state.position().rebuiltItems()).isEqualTo(2);
    }

    @Test
    void oneSignalMayBringRecordsOfSeveralPartitions() {
        JsonNode signal = batch(Topics.ALERTS_ACTIVE, 7)
                .item("ottawa/1", firing("1"))
                .with(batch(Topics.RESOURCES, 3)
                        .item(app("a").toString(), row("a", Phase.READY))
                        .item(app("b").toString(), row("b", Phase.FAILED))
                        .sent())
                .with(TextNode.valueOf("poison"))
                .sent();
        assertThat(state.statusUpdate(signal, now)).isEqualTo(3);
        assertThat(activeIds()).containsExactly("1");
        assertThat(resources()).hasSize(2);
        assertThat(state.position().cursors())
                .extracting(Cursor::topic, Cursor::offset)
                .containsExactlyInAnyOrder(tuple("flux-alerts-active", 7L), tuple("flux-resources", 4L));
    }

    @Test
    void aRebuildEndsWithTheLastRecordsOfItsLastSignal() {
        signal(batch(Topics.ALERTS_ACTIVE, 0)
                .item("ottawa/1", firing("1"))
                .with(batch(Topics.RESOURCES, 5)
                        .item(app("b").toString(), row("b", Phase.FAILED))
                        .sent())
                .rebuild("r1", true));
        assertThat(activeIds()).containsExactly("1");
        assertThat(resources()).hasSize(1);
        assertThat(state.position().rebuilt()).isEqualTo("r1");
        assertThat(state.position().rebuiltItems()).isEqualTo(2);
    }

    @Test
    void aRebuildThatBeganAnewForgetsTheOneBefore() {
        signal(batch(Topics.RESOURCES, 0)
                .item(app("a").toString(), row("a", Phase.READY))
                .rebuild("r1", false));
        signal(batch(Topics.RESOURCES, 1)
                .item(app("b").toString(), row("b", Phase.READY))
                .rebuild("r2", true));
        assertThat(resources()).extracting(row -> row.resource().name()).containsExactly("b");
        assertThat(state.position().rebuiltItems()).isEqualTo(1);
    }

    @Test
    void anEmptyRebuildMakesAnEmptyWorkflowComplete() {
        signal(batch(Topics.RESOURCES, 0).rebuild("r1", true));
        assertThat(state.position().complete()).isTrue();
    }

    @Test
    void whatCannotBeReadIsCountedAndTheRestFlows() {
        signal(null);
        signal(TextNode.valueOf("poison"));
        signal(json("{\"topic\":\"flux-resources\",\"partition\":4,\"items\":[{\"offset\":\"x\"},7,null]}"));
        signal(batch(Topics.RESOURCES, 0)
                .raw(app("a").toString(), TextNode.valueOf("not an object"))
                .raw(app("b").toString(), json("{\"cluster\":\"ottawa\"}"))
                .item("robbinsdale/Kustomization/x/y", row("c", Phase.READY))
                .item(app("d").toString(), row("d", Phase.READY))
                .sent());
        signal(json("{\"topic\":\"flux-elsewhere\",\"items\":[{\"offset\":1,\"appendedAt\":\"" + NOON
                + "\",\"value\":{},\"key\":\"ottawa\"}]}"));

        assertThat(resources()).extracting(row -> row.resource().name()).containsExactly("d");
        assertThat(state.position().rejected()).isEqualTo(9);
        assertThat(state.position().lastRejected()).hasSize(9);
        assertThat(state.position().lastRejected().get(5).where())
                .isEqualTo("flux-resources/4@0 ottawa/Kustomization/flux-system/a");
    }

    @Test
    void theListOfWhatCouldNotBeReadIsBounded() {
        for (int i = 0; i < 1_000; i++) {
            signal(TextNode.valueOf("poison"));
        }
        assertThat(state.position().rejected()).isEqualTo(1_000);
        assertThat(state.position().lastRejected()).hasSize(20);
    }

    @Test
    void anActiveAlertSaysWhenItFiredHowOftenItRepeatedAndWhoHasSeenIt() {
        signal(batch(Topics.ALERTS_ACTIVE, 0)
                .item("ottawa/1", firing("1"))
                .item("ottawa/1", repeated("1", 2))
                .item("ottawa/2", firing("2"))
                .item("ottawa/2", null)
                .sent());
        signal(batch(Topics.ACKS, 0).item("ottawa/1", ack("1")).sent());

        List<AlertView> alerts = state.alerts(null).items();
        assertThat(alerts).hasSize(1);
        AlertView alert = alerts.get(0);
        assertThat(alert.firedAt()).isEqualTo(NOON);
        assertThat(alert.repeats()).isEqualTo(2);
        assertThat(alert.ack()).isEqualTo(ack("1"));
        assertThat(alert.origin()).isNull();
    }

    @Test
    void answersGoOnWhereTheLastOneEnded() {
        BatchOf<FluxResourceStatus> rows = batch(Topics.RESOURCES, 0);
        for (int i = 0; i < 10; i++) {
            rows.item(app("a" + i).toString(), row("a" + i, i == 3 ? Phase.FAILED : Phase.READY));
        }
        signal(rows.sent());

        List<String> names = new ArrayList<>();
        String continueAt = "";
        do {
            ResourcePage page = state.resources(json("{\"limit\":4,\"continue\":\"" + continueAt + "\"}"));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(4);
            page.items().forEach(row -> names.add(row.resource().name()));
            continueAt = page.continueAt();
        } while (continueAt != null);
        assertThat(names).containsExactly("a0", "a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8", "a9");
        assertThat(state.resources(json("{\"phases\":[\"FAILED\"]}")).items()).hasSize(1);
        assertThat(state.resources(json("{\"kinds\":[\"HelmRelease\"]}")).items())
                .isEmpty();
        assertThat(state.resources(json("{\"namespace\":\"flux-system\"}")).items())
                .hasSize(10);
    }

    @Test
    void aFilterOutOfShapeDoesNotFailTheQuery() {
        signal(batch(Topics.RESOURCES, 0)
                .item(app("a").toString(), row("a", Phase.READY))
                .sent());
        for (String filter : List.of(
                "7", "[]", "\"x\"", "{\"limit\":\"many\",\"kinds\":3,\"namespace\":{}}", "{\"limit\":-1}", "null")) {
            assertThat(state.resources(json(filter)).items()).as(filter).hasSize(1);
            assertThat(state.alerts(json(filter)).items()).as(filter).isEmpty();
        }
    }

    @Test
    void tenThousandResourcesAreCarriedWholeAndAnsweredInPagesBelowAMegabyte() {
        fill(10_000, "applied revision main@sha1:c58b9d2a of a resource that is as it should be, number ");
        assertThat(state.resources(null).items()).hasSizeBetween(1_000, 9_999);
        assertThat(allPages()).isEqualTo(10_000);

        Carried carried = state.carry();
        assertThat(carried.packed()).isNotNull();
        assertThat(carried.size()).isLessThan(Carried.MAX_BYTES);
        state = new WatchState("ottawa", carried, now);
        assertThat(state.summary().total()).isEqualTo(10_000);
        assertThat(state.resources(null).truncated()).isFalse();
    }

    @Test
    void messagesOfReadyRowsGoFirstThenRowsAndTheAnswerSaysSo() {
        fillWithNoise(4_000, 1_000);
        Carried carried = state.carry();
        assertThat(carried.size()).isLessThan(Carried.MAX_BYTES);
        state = new WatchState("ottawa", carried, now);
        ResourcePage page = state.resources(null);
        assertThat(page.truncated()).isTrue();
        assertThat(state.summary().failed()).isGreaterThan(0);
        assertThat(page.items()).filteredOn(row -> row.phase() == Phase.READY).allMatch(row -> row.message() == null);
    }

    @Test
    void carriesEverythingIntoTheNextRun() {
        signal(batch(Topics.RESOURCES, 0)
                .item(app("a").toString(), row("a", Phase.FAILED))
                .rebuild("r1", true));
        signal(batch(Topics.RESOURCES, 1)
                .item(app("staged").toString(), row("staged", Phase.READY))
                .rebuild("r2", false));
        signal(batch(Topics.ALERTS_ACTIVE, 0).item("ottawa/1", firing("1")).sent());
        signal(batch(Topics.ACKS, 0).item("ottawa/1", ack("1")).sent());
        signal(batch(Topics.CLUSTERS, 0).item("ottawa", live("ottawa", NOON)).sent());
        signal(TextNode.valueOf("poison"));
        state.acknowledge(TextNode.valueOf("1"), TextNode.valueOf("kim"), null, now);
        Position before = state.position();
        List<AlertView> alerts = state.alerts(null).items();

        state = new WatchState("ottawa", state.carry(), now);
        assertThat(state.position()).isEqualTo(before);
        assertThat(state.alerts(null).items()).isEqualTo(alerts);
        assertThat(state.summary().live()).isTrue();
        assertThat(acksToWrite()).hasSize(1);

        signal(batch(Topics.RESOURCES, 2).rebuild("r2", true));
        assertThat(resources()).extracting(row -> row.resource().name()).containsExactly("staged");
    }

    @Test
    void aStateThatCannotBeReadStartsEmptyAndIncomplete() {
        state = new WatchState("ottawa", new Carried(null, "H4sI-nonsense"), NOON);
        assertThat(state.position().complete()).isFalse();
    }

    @Test
    void anAcknowledgementIsWrittenForAnActiveAlertOnly() {
        signal(batch(Topics.ALERTS_ACTIVE, 0).item("ottawa/1", firing("1")).sent());
        state.acknowledge(TextNode.valueOf("2"), TextNode.valueOf("kim"), null, now);
        state.acknowledge(null, null, null, now);
        state.acknowledge(json("{\"alert\":\"1\",\"by\":\"kim\",\"comment\":\"rolling back\"}"), null, null, now);
        assertThat(acksToWrite()).containsExactly(new AlertAck("1", "ottawa", "kim", "rolling back", now));
        assertThat(state.position().rejected()).isEqualTo(2);
    }

    @Test
    void silenceIsRaisedAfterTwoMinutesAndThirtySecondsAndEndsWithTheNextBatch() {
        signal(batch(Topics.CLUSTERS, 0).item("ottawa", live("ottawa", NOON)).sent());
        passes(119);
        assertThat(state.nextLook()).isEqualTo(NOON.plusSeconds(120));
        passes(1);
        assertThat(state.alerts(null).items()).isEmpty();
        passes(29);
        assertThat(state.summary().live()).isTrue();
        passes(1);

        assertThat(state.summary().live()).isFalse();
        AlertView alert = state.alerts(null).items().get(0);
        assertThat(alert.last().rule()).isEqualTo("PipelineSilent");
        assertThat(alert.origin()).isEqualTo("workflow");
        assertThat(alert.last().message()).contains("2026-11-21T12:00:00.000Z");
        assertThat(state.nextLook()).isNull();
        assertThat(silences()).extracting(FluxAlert::action).containsExactly(FluxAlert.Action.FIRING);

        signal(batch(Topics.CLUSTERS, 1).item("ottawa", live("ottawa", now)).sent());
        assertThat(state.alerts(null).items()).isEmpty();
        assertThat(state.summary().live()).isTrue();
        assertThat(silences())
                .extracting(FluxAlert::action)
                .containsExactly(FluxAlert.Action.FIRING, FluxAlert.Action.RESOLVED);
    }

    @Test
    void somethingHeardBetweenTheTwoLooksIsNoSilence() {
        signal(batch(Topics.CLUSTERS, 0).item("ottawa", live("ottawa", NOON)).sent());
        passes(600); // the worker itself was away: the first look comes late
        signal(batch(Topics.CLUSTERS, 1).item("ottawa", live("ottawa", NOON)).sent());
        passes(30);
        assertThat(state.alerts(null).items()).isEmpty();
    }

    @Test
    void aBatchThatBringsNothingNewIsNotASignOfLife() {
        JsonNode batch =
                batch(Topics.CLUSTERS, 0).item("ottawa", live("ottawa", NOON)).sent();
        signal(batch);
        passes(100);
        signal(batch);
        passes(20);
        passes(30);
        assertThat(state.summary().live()).isFalse();
    }

    @Test
    void theSilenceOfTheSameMomentHasTheSameId() {
        signal(batch(Topics.CLUSTERS, 0).item("ottawa", live("ottawa", NOON)).sent());
        WatchState other = new WatchState("ottawa", state.carry(), now);
        passes(120);
        passes(30);
        other.look(NOON.plusSeconds(121));
        other.look(NOON.plusSeconds(160));
        assertThat(other.alerts(null).items().get(0).last().id())
                .isEqualTo(state.alerts(null).items().get(0).last().id());
    }

    private void signal(@Nullable JsonNode batch) {
        state.statusUpdate(batch, now);
    }

    private void passes(int seconds) {
        now = now.plusSeconds(seconds);
        state.look(now);
    }

    private List<FluxResourceStatus> resources() {
        return state.resources(null).items();
    }

    private List<String> activeIds() {
        return state.alerts(null).items().stream().map(view -> view.last().id()).toList();
    }

    private List<AlertAck> acksToWrite() {
        return errands().stream()
                .map(errand -> errand.match(Errand.WriteAck::ack, report -> (@Nullable AlertAck) null))
                .filter(ack -> ack != null)
                .toList();
    }

    private final List<FluxAlert> silences = new ArrayList<>();

    private List<FluxAlert> silences() {
        for (Errand errand : errands()) {
            FluxAlert alert = errand.match(write -> (@Nullable FluxAlert) null, Errand.ReportSilence::alert);
            if (alert != null) {
                silences.add(alert);
            }
        }
        return silences;
    }

    private List<Errand> errands() {
        List<Errand> errands = new ArrayList<>();
        while (state.nextErrand() != null) {
            Errand errand = requireNonNull(state.nextErrand());
            errands.add(errand);
            state.done(errand);
        }
        return errands;
    }

    private void fill(int count, String message) {
        for (int from = 0; from < count; from += 500) {
            BatchOf<FluxResourceStatus> rows = batch(Topics.RESOURCES, from);
            for (int i = from; i < from + 500; i++) {
                String name = "resource-" + i;
                rows.item(app(name).toString(), row(app(name), i % 7 == 0 ? Phase.FAILED : Phase.READY, message + i));
            }
            signal(rows.sent());
        }
    }

    /** Messages that no compression makes small. */
    private void fillWithNoise(int count, int length) {
        java.util.Random random = new java.util.Random(7);
        BatchOf<FluxResourceStatus> rows = batch(Topics.RESOURCES, 0);
        for (int i = 0; i < count; i++) {
            StringBuilder message = new StringBuilder();
            for (int c = 0; c < length; c++) {
                message.append((char) ('!' + random.nextInt(90)));
            }
            String name = "resource-" + i;
            rows.item(
                    app(name).toString(), row(app(name), i % 2 == 0 ? Phase.FAILED : Phase.READY, message.toString()));
        }
        signal(rows.sent());
    }

    private int allPages() {
        int count = 0;
        String continueAt = "";
        do {
            ResourcePage page = state.resources(json("{\"continue\":\"" + continueAt + "\"}"));
            count += page.items().size();
            assertThat(page.items().stream()
                            .mapToInt(row -> Topics.RESOURCES.codec().encode(row).length)
                            .sum())
                    .isLessThan(1_000_000);
            continueAt = page.continueAt();
        } while (continueAt != null);
        return count;
    }
}
