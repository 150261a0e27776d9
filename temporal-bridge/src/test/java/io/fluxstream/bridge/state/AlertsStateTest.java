package io.fluxstream.bridge.state;

import static io.fluxstream.bridge.Samples.NOON;
import static io.fluxstream.bridge.Samples.ack;
import static io.fluxstream.bridge.Samples.batch;
import static io.fluxstream.bridge.Samples.firing;
import static io.fluxstream.bridge.Samples.json;
import static io.fluxstream.bridge.Samples.live;
import static io.fluxstream.bridge.Samples.repeated;
import static io.fluxstream.bridge.Samples.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fluxstream.bridge.Samples;
import io.fluxstream.bridge.Samples.BatchOf;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.workflow.AlertPage;
import io.fluxstream.schemas.workflow.AlertView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AlertsStateTest {
    private AlertsState state = new AlertsState(null);

    @Test
    void followsAnAlertFromFiringToItsResolution() {
        signal(batch(Topics.ALERTS, 0)
                .item("k", firing("1"))
                .item("k", repeated("1", 1))
                .sent());
        AlertView active = state.active(null).items().get(0);
        assertThat(active.firedAt()).isEqualTo(NOON);
        assertThat(active.repeats()).isEqualTo(1);

        signal(batch(Topics.ALERTS, 2)
                .item("k", resolved("1", NOON.plusSeconds(60)))
                .sent());
        assertThat(state.active(null).items()).isEmpty();
        AlertView past = state.history(null).items().get(0);
        assertThat(past.firedAt()).isEqualTo(NOON);
        assertThat(past.resolvedAt()).isEqualTo(NOON.plusSeconds(60));
        assertThat(past.last().resolution()).isEqualTo(FluxAlert.Resolution.RECOVERED);
    }

    @Test
    void showsTheNewestTenActiveAlertsAndCountsTheOthers() {
        BatchOf<FluxAlert> alerts = batch(Topics.ALERTS, 0);
        for (int i = 10; i < 25; i++) {
            alerts.item("k", firing("a" + i)).item("k", repeated("a" + i, 1));
        }
        alerts.item("k", resolved("a12", NOON.plusSeconds(60)));
        alerts.item("k", resolved("never-seen", NOON.plusSeconds(60)));
        signal(alerts.sent());
        assertThat(state.details())
                .startsWith("14 active, 2 resolved lately\n")
                .contains("app-a10`", "app-a11`", "app-a13`", "app-a20`")
                .doesNotContain("app-a12`", "app-a21`")
                .endsWith("\n- and 4 more");
    }

    @Test
    void remembersTheLastHundredResolvedNewestFirst() {
        BatchOf<FluxAlert> alerts = batch(Topics.ALERTS, 0);
        for (int i = 0; i < 250; i++) {
            alerts.item("k", resolved("a" + i, NOON.plusSeconds(i)));
        }
        signal(alerts.sent());
        List<AlertView> history = state.history(null).items();
        assertThat(history).hasSize(100);
        assertThat(history.get(0).last().id()).isEqualTo("a249");
        assertThat(history.get(99).last().id()).isEqualTo("a150");
    }

    @Test
    void oneSignalMayBringAlertsOfSeveralPartitions() {
        ObjectNode other = batch(Topics.ALERTS, 0).item("k", firing("2")).sent().deepCopy();
        other.put("partition", 5);
        JsonNode both =
                batch(Topics.ALERTS, 0).item("k", firing("1")).with(other).sent();
        signal(both);
        signal(both); // again: its answer was lost
        assertThat(state.active(null).items())
                .extracting(view -> view.last().id())
                .containsExactlyInAnyOrder("1", "2");
        assertThat(state.position().cursors()).hasSize(2);
    }

    @Test
    void whatIsRememberedDoesNotDependOnTheOrderBetweenPartitions() {
        JsonNode one = batch(Topics.ALERTS, 0)
                .item("k", firing("1"))
                .item("k", resolved("1", NOON))
                .sent();
        ObjectNode two = batch(Topics.ALERTS, 0)
                .item("k", firing("2"))
                .item("k", resolved("2", NOON.plusSeconds(1)))
                .sent()
                .deepCopy();
        two.put("partition", 5);
        signal(one);
        signal(two);
        AlertPage oneWay = state.history(null);
        state = new AlertsState(null);
        signal(two);
        signal(one);
        assertThat(state.history(null)).isEqualTo(oneWay);
    }

    @Test
    void anEventReadAgainDoesNotReviveAResolvedAlert() {
        signal(batch(Topics.ALERTS_ACTIVE, 0).item("ottawa/1", repeated("1", 3)).rebuild("r", false));
        signal(batch(Topics.ALERTS, 10)
                .item("k", firing("1"))
                .item("k", firing("2"))
                .item("k", resolved("2", NOON))
                .rebuild("r", true));
        assertThat(state.active(null).items()).hasSize(1);
        AlertView active = state.active(null).items().get(0);
        assertThat(active.repeats()).isEqualTo(3);
        assertThat(active.firedAt()).isEqualTo(NOON);

        signal(batch(Topics.ALERTS, 13).item("k", firing("2")).sent());
        assertThat(state.active(null).items()).hasSize(1);
        assertThat(state.position().cursors()).extracting(Cursor::topic).containsExactly("flux-alerts");
    }

    @Test
    void anAcknowledgementIsShownWithItsAlertInHistoryToo() {
        signal(batch(Topics.ALERTS, 0).item("k", firing("1")).sent());
        signal(batch(Topics.ACKS, 0).item("ottawa/1", ack("1")).sent());
        assertThat(state.active(null).items().get(0).ack()).isEqualTo(ack("1"));
        signal(batch(Topics.ALERTS, 1).item("k", resolved("1", NOON)).sent());
        assertThat(state.history(null).items().get(0).ack()).isEqualTo(ack("1"));
    }

    @Test
    void aSilenceReportedByAWatchWorkflowOutlivesARebuild() {
        FluxAlert silent = PipelineSilent.fire("ottawa", NOON, null, null, NOON.plusSeconds(150));
        report("ottawa", silent);
        signal(batch(Topics.CLUSTERS, 0)
                .item("robbinsdale", live("robbinsdale", NOON))
                .rebuild("r", true));
        assertThat(state.active(null).items())
                .extracting(view -> view.last().rule() + " " + view.origin())
                .containsExactly("PipelineSilent workflow");
        assertThat(state.clusters()).containsExactly("ottawa", "robbinsdale");

        report("ottawa", PipelineSilent.resolve(silent, NOON.plusSeconds(200)));
        assertThat(state.active(null).items()).isEmpty();
        assertThat(state.history(null).items()).hasSize(1);
    }

    @Test
    void aWatchWorkflowThatStartedAnewEndsTheSilenceOfTheOneBefore() {
        report("ottawa", PipelineSilent.fire("ottawa", NOON, null, null, NOON.plusSeconds(150)));
        report("ottawa", null);
        assertThat(state.active(null).items()).isEmpty();
        assertThat(state.history(null).items().get(0).last().resolution()).isEqualTo(FluxAlert.Resolution.RECOVERED);
    }

    @Test
    void manyAlertsAreAnsweredInPagesThatLeaveNoneOutAndCarriedWhole() {
        BatchOf<FluxAlert> alerts = batch(Topics.ALERTS, 0);
        for (int i = 0; i < 6_000; i++) {
            alerts.item("k", firing("a" + i));
        }
        signal(alerts.sent());
        state = new AlertsState(state.carry());
        List<String> ids = new ArrayList<>();
        String continueAt = "";
        do {
            AlertPage page = state.active(json("{\"continue\":\"" + continueAt + "\"}"));
            page.items().forEach(view -> ids.add(view.last().id()));
            continueAt = page.continueAt();
        } while (continueAt != null);
        assertThat(ids).hasSize(6_000).doesNotHaveDuplicates();
    }

    @Test
    void carriesEverythingIntoTheNextRun() {
        report("ottawa", PipelineSilent.fire("ottawa", NOON, null, null, NOON.plusSeconds(150)));
        signal(batch(Topics.ALERTS, 0)
                .item("k", firing("1"))
                .item("k", firing("2"))
                .item("k", resolved("2", NOON))
                .rebuild("r", true));
        signal(TextNode.valueOf("poison"));
        AlertPage active = state.active(null);
        AlertPage history = state.history(null);
        Position position = state.position();

        state = new AlertsState(state.carry());
        assertThat(state.active(null)).isEqualTo(active);
        assertThat(state.history(null)).isEqualTo(history);
        assertThat(state.position()).isEqualTo(position);
        assertThat(state.clusters()).containsExactly("ottawa");
    }

    private void signal(JsonNode batch) {
        state.alert(batch, NOON);
    }

    private void report(String cluster, @Nullable FluxAlert alert) {
        ObjectNode batch = Samples.JSON.createObjectNode();
        batch.put("topic", AlertsState.FROM_WORKFLOW + cluster);
        ObjectNode item = batch.putArray("items").addObject();
        item.put("offset", 0);
        item.put("appendedAt", NOON.toString());
        item.put("key", cluster);
        item.set(
                "value",
                alert == null ? null : Samples.tree(Topics.ALERTS.codec().encode(alert)));
        state.alert(batch, NOON.plusSeconds(300));
    }
}
