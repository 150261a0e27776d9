package io.fluxstream.bridge.workflow;

import static io.fluxstream.bridge.Eventually.eventually;
import static io.fluxstream.bridge.Samples.NOON;
import static io.fluxstream.bridge.Samples.ack;
import static io.fluxstream.bridge.Samples.app;
import static io.fluxstream.bridge.Samples.batch;
import static io.fluxstream.bridge.Samples.firing;
import static io.fluxstream.bridge.Samples.json;
import static io.fluxstream.bridge.Samples.live;
import static io.fluxstream.bridge.Samples.resolved;
import static io.fluxstream.bridge.Samples.row;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fluxstream.bridge.Samples.BatchOf;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.workflow.AlertView;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkflowsTest {
    private final Workflows workflows = new Workflows();

    @BeforeEach
    void start() {
        workflows.start();
    }

    @AfterEach
    void stop() {
        workflows.close();
    }

    @Test
    void everyQueryAnswersBeforeAnythingWasSignalled() {
        workflows.watch(null);
        workflows.alerts(null);
        assertThat(workflows.summary().total()).isZero();
        assertThat(workflows.summary().live()).isFalse();
        assertThat(workflows.resources().items()).isEmpty();
        assertThat(workflows.watchAlerts()).isEmpty();
        assertThat(workflows.watchCursors().complete()).isFalse();
        assertThat(workflows.active()).isEmpty();
        assertThat(workflows.history()).isEmpty();
    }

    @Test
    void signalsAddUpToAnswersEachRecordOnce() {
        workflows.watch(null);
        JsonNode rows = batch(Topics.RESOURCES, 0)
                .item(app("a").toString(), row("a", Phase.READY))
                .item(app("b").toString(), row("b", Phase.FAILED))
                .sent();
        workflows.signal(rows);
        workflows.signal(
                batch(Topics.CLUSTERS, 0).item("ottawa", live("ottawa", NOON)).sent());
        workflows.signal(rows);
        assertThat(workflows.summary().ready()).isEqualTo(1);
        assertThat(workflows.summary().live()).isTrue();
        assertThat(workflows.resources(json("{\"phases\":[\"FAILED\"]}")).items())
                .extracting(row -> row.resource().name())
                .containsExactly("b");
    }

    @Test
    void poisonCostsNothingButItself() {
        workflows.watch(null);
        workflows.alerts(null);
        workflows.signal(TextNode.valueOf("poison"));
        workflows.acknowledge(List.of(1, 2), json("{}"));
        workflows.acknowledge();
        workflows.alert(json("[1,2,3]"));
        workflows.alert(json("{\"topic\":\"flux-watch-x\",\"items\":[{\"offset\":0,\"appendedAt\":\"" + NOON
                + "\",\"value\":{\"a\":1},\"key\":\"x\"}]}"));
        workflows.signal(batch(Topics.RESOURCES, 0)
                .item(app("a").toString(), row("a", Phase.READY))
                .sent());
        workflows.alert(batch(Topics.ALERTS, 0).item("k", firing("1")).sent());
        assertThat(workflows.summary().total()).isEqualTo(1);
        assertThat(workflows.watchCursors().rejected()).isEqualTo(3);
        assertThat(workflows.active()).hasSize(1);
    }

    @Test
    void anAcknowledgementIsWrittenToTheLogAndShownWhenItComesBack() {
        workflows.watch(null);
        workflows.signal(
                batch(Topics.ALERTS_ACTIVE, 0).item("ottawa/1", firing("1")).sent());
        workflows.acknowledge("1", "kim", "rolling back");
        eventually(() -> assertThat(workflows.acks).hasSize(1));
        assertThat(workflows.acks.get(0).key()).isEqualTo("ottawa/1");
        assertThat(workflows.acks.get(0).by()).isEqualTo("kim");
        assertThat(workflows.acks.get(0).comment()).isEqualTo("rolling back");
        assertThat(workflows.watchAlerts().get(0).ack()).isNull();

        workflows.signal(batch(Topics.ACKS, 0).item("ottawa/1", ack("1")).sent());
        assertThat(workflows.watchAlerts().get(0).ack()).isEqualTo(ack("1"));
    }

    @Test
    void anAcknowledgementOutlivesABrokerThatIsDownAndTheEndOfTheRun() {
        workflows.watch(new RunLimits(60, 1_000, 10_000));
        workflows.signal(
                batch(Topics.ALERTS_ACTIVE, 0).item("ottawa/1", firing("1")).sent());
        workflows.brokerIsDown = true;
        String run = workflows.run(Workflows.WATCH);
        workflows.acknowledge("1", "kim");
        workflows.passes(ofMinutes(2));
        assertThat(workflows.run(Workflows.WATCH)).isNotEqualTo(run);
        workflows.brokerIsDown = false;
        workflows.passes(ofMinutes(2));
        eventually(() -> assertThat(workflows.acks).hasSize(1));
    }

    @Test
    void silenceIsRaisedInBothWorkflowsAndEndsWithTheNextBatch() {
        workflows.alerts(null);
        workflows.watch(null);
        workflows.signal(
                batch(Topics.CLUSTERS, 0).item("ottawa", live("ottawa", NOON)).sent());
        workflows.passes(ofSeconds(140));
        assertThat(workflows.summary().live()).isTrue();
        workflows.passes(ofSeconds(20));

        assertThat(workflows.summary().live()).isFalse();
        eventually(() -> assertThat(workflows.active()).hasSize(1));
        AlertView raised = workflows.active().get(0);
        assertThat(raised.last().rule()).isEqualTo("PipelineSilent");
        assertThat(raised.origin()).isEqualTo("workflow");
        assertThat(workflows.watchAlerts().get(0).last()).isEqualTo(raised.last());
        assertThat(workflows.clusters()).containsExactly("ottawa");

        workflows.signal(
                batch(Topics.CLUSTERS, 1).item("ottawa", live("ottawa", NOON)).sent());
        eventually(() -> assertThat(workflows.active()).isEmpty());
        assertThat(workflows.history().get(0).last().resolution()).isEqualTo(FluxAlert.Resolution.RECOVERED);
        assertThat(workflows.watchAlerts()).isEmpty();
        assertThat(workflows.summary().live()).isTrue();
    }

    @Test
    void aClusterThatIsHeardOfEveryHalfMinuteIsNeverSilent() {
        workflows.watch(null);
        for (int i = 0; i < 30; i++) {
            workflows.signal(batch(Topics.CLUSTERS, i)
                    .item("ottawa", live("ottawa", NOON))
                    .sent());
            workflows.passes(ofSeconds(30));
        }
        assertThat(workflows.watchAlerts()).isEmpty();
        assertThat(workflows.summary().live()).isTrue();
    }

    @Test
    void aRunEndsWithItsTimeAndTheNextKnowsEverything() {
        workflows.watch(null);
        workflows.alerts(null);
        workflows.signal(batch(Topics.RESOURCES, 0)
                .item(app("a").toString(), row("a", Phase.READY))
                .rebuild("r", true));
        workflows.alert(batch(Topics.ALERTS, 0)
                .item("k", firing("1"))
                .item("k", firing("2"))
                .item("k", resolved("2", NOON))
                .rebuild("r", true));
        String watchRun = workflows.run(Workflows.WATCH);
        String alertsRun = workflows.run(FluxAlerts.ID);
        workflows.passes(ofMinutes(31));
        eventually(() -> {
            assertThat(workflows.run(Workflows.WATCH)).isNotEqualTo(watchRun);
            assertThat(workflows.run(FluxAlerts.ID)).isNotEqualTo(alertsRun);
        });
        assertThat(workflows.summary().total()).isEqualTo(1);
        assertThat(workflows.watchCursors().complete()).isTrue();
        assertThat(workflows.active())
                .extracting(view -> view.last().rule())
                .containsExactlyInAnyOrder("ReadyLost", "PipelineSilent");
        assertThat(workflows.history()).hasSize(1);
    }

    @Test
    void nothingIsLostWhenSignalsArriveWhileRunsEnd() {
        workflows.watch(new RunLimits(600, 7, 1_000));
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        for (int sender = 0; sender < 4; sender++) {
            int partition = sender;
            senders.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < 25; i++) {
                    signalUntilTaken(partition, i);
                }
            }));
        }
        senders.forEach(CompletableFuture::join);
        eventually(() -> assertThat(workflows.summary().total()).isEqualTo(100));
    }

    /** The test server may refuse a signal while a run gives way to the next. */
    private void signalUntilTaken(int partition, int offset) {
        String name = "p" + partition + "-" + offset;
        BatchOf<FluxResourceStatus> rows =
                batch(Topics.RESOURCES, offset).item(app(name).toString(), row(name, Phase.READY));
        ((com.fasterxml.jackson.databind.node.ObjectNode) rows.sent()).put("partition", partition);
        eventually(() -> workflows.signal(rows.sent()));
    }
}
