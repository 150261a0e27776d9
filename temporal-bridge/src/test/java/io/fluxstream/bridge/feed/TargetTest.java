package io.fluxstream.bridge.feed;

import static io.fluxstream.bridge.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.bridge.state.Cursor;
import io.fluxstream.bridge.state.Position;
import io.fluxstream.bridge.workflow.RunLimits;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.workflow.BatchPart;
import io.fluxstream.schemas.workflow.Rebuild;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One workflow's loop, and a workflow whose runs end when the test says so; neither a broker nor a server is there. */
class TargetTest {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.ALERTS.name(), 0);
    private static final TopicPartition OTHER_PARTITION = new TopicPartition(Topics.ALERTS.name(), 1);
    /** One such record, and the run is nearly full. */
    private static final int LARGE = 2_700_000;

    private static final String NOBODY = "127.0.0.1:1";

    private final FakeWorkflow workflow = new FakeWorkflow();
    private final Rebuilds rebuilds = new Rebuilds("target-test");

    @SuppressWarnings("NullAway.Init")
    private WorkflowServiceStubs service;

    @SuppressWarnings("NullAway.Init")
    private Admin admin;

    @SuppressWarnings("NullAway.Init")
    private Target target;

    private long offset;

    @BeforeEach
    void start() {
        service = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(NOBODY).build());
        Map<String, String> kafka = Map.of("bootstrap.servers", NOBODY);
        admin = Admin.create(new HashMap<String, Object>(kafka));
        Shared shared = new Shared(
                Set.of(Topics.ALERTS.name()),
                new Asking(WorkflowClient.newInstance(service), admin, Clock.systemUTC()),
                new KafkaSettings(kafka),
                rebuilds,
                new ServerShare(() -> 1),
                new BridgeMeters(new SimpleMeterRegistry()),
                OpenTelemetry.noop().getTracer("none"));
        target = new Target(workflow, shared).startedByRebuilding();
        eventually(() -> assertThat(target.status().following()).isTrue());
    }

    @AfterEach
    void stop() {
        target.close();
        rebuilds.close();
        admin.close();
        service.shutdownNow();
    }

    @Test
    void nothingIsSentWhileARunEnds() {
        fillTheRun();
        workflow.isEnding(RunLimits.MAX_HISTORY_BYTES);
        int looks = workflow.looks();
        offer();
        eventually(() -> assertThat(workflow.looks()).isGreaterThan(looks + 5));
        assertThat(workflow.sent()).isEqualTo(2);
        int asked = workflow.asked();
        workflow.goesOnAs("run-2");
        eventually(() -> assertThat(workflow.sent()).isEqualTo(3));
        // It is the next run of the same workflow, which the server says for less than the workflow would.
        assertThat(workflow.asked()).isEqualTo(asked);
    }

    @Test
    void aRunThatIsFullButHasNothingToDoIsSentWhatWillEndIt() {
        fillTheRun();
        workflow.isIdleWith(RunLimits.MAX_HISTORY_BYTES);
        offer();
        eventually(() -> assertThat(workflow.sent()).isEqualTo(3));
    }

    @Test
    void aServerThatDoesNotSayWhetherThereIsATaskIsAsked() {
        fillTheRun();
        workflow.tellsOnlyEvents(RunLimits.MAX_EVENTS);
        int asked = workflow.asked();
        offer();
        eventually(() -> assertThat(workflow.sent()).isEqualTo(3));
        assertThat(workflow.asked()).isGreaterThan(asked);
    }

    /** As before a signal brought several partitions; seen with the next question, which a new run brings about. */
    @Test
    void aWorkerThatTakesOnePartitionOfASignalIsFoundOut() {
        workflow.takesOnlyTheFirstPart();
        target.offer(List.of(item(PARTITION), item(OTHER_PARTITION)));
        eventually(() -> assertThat(workflow.sent()).isEqualTo(2));
        assertThat(workflow.rebuilds()).isEqualTo(1);
        workflow.goesOnAs("run-2");
        target.offer(List.of(item(PARTITION)));
        eventually(() -> assertThat(workflow.rebuilds()).isEqualTo(2));
    }

    private Item item(TopicPartition partition) {
        return Item.of(new ConsumerRecord<>(
                partition.topic(), partition.partition(), offset++, "ottawa/x", "{}".getBytes(StandardCharsets.UTF_8)));
    }

    /** Behind the rebuild's own signal. */
    private void fillTheRun() {
        offer();
        eventually(() -> assertThat(workflow.sent()).isEqualTo(2));
    }

    private void offer() {
        target.offer(List.of(Item.of(new ConsumerRecord<>(
                PARTITION.topic(), PARTITION.partition(), offset++, "ottawa/x", new byte[LARGE]))));
    }

    /** What a server and a workflow say. */
    private static final class FakeWorkflow implements Destination {
        private final List<Cursor> cursors = new ArrayList<>();
        private String run = "run-1";
        private @Nullable String rebuilt;
        private long bytes = 1_000;
        private long events = 4;
        private boolean isAtWork;
        private boolean takesOnlyTheFirstPart;
        private int sent;
        private int rebuilds;
        private int looks;
        private int asked;

        synchronized void isEnding(long atBytes) {
            bytes = atBytes;
            isAtWork = true;
        }

        synchronized void isIdleWith(long size) {
            bytes = size;
        }

        synchronized void tellsOnlyEvents(long count) {
            events = count;
            bytes = 0;
        }

        synchronized void goesOnAs(String next) {
            run = next;
            bytes = 1_000;
            isAtWork = false;
        }

        synchronized void takesOnlyTheFirstPart() {
            takesOnlyTheFirstPart = true;
        }

        synchronized int rebuilds() {
            return rebuilds;
        }

        synchronized int sent() {
            return sent;
        }

        synchronized int looks() {
            return looks;
        }

        synchronized int asked() {
            return asked;
        }

        @Override
        public String workflowId() {
            return "flux-alerts";
        }

        @Override
        public synchronized String send(List<BatchPart> parts, @Nullable Rebuild rebuild) {
            sent++;
            if (rebuild != null) {
                rebuilt = rebuild.id();
                rebuilds++;
            }
            for (BatchPart part : takesOnlyTheFirstPart ? parts.subList(0, 1) : parts) {
                part.items()
                        .forEach(item -> cursors.add(
                                new Cursor(part.topic(), part.partition(), item.offset(), item.appendedAt())));
            }
            return run;
        }

        @Override
        public synchronized Optional<Position> ask() {
            asked++;
            String id = rebuilt;
            return id == null ? Optional.empty() : Optional.of(new Position(true, id, 0, cursors, 0, List.of()));
        }

        @Override
        public synchronized Optional<RunLook> look() {
            looks++;
            return Optional.of(new RunLook(run, "run-1", Instant.now(), events, bytes, isAtWork));
        }

        @Override
        public RunLimits limits() {
            return RunLimits.ALERTS;
        }

        @Override
        public List<Item> collect(TopicReader reader) {
            return List.of();
        }

        @Override
        public TopicPartition anyPartition() {
            return PARTITION;
        }
    }
}
