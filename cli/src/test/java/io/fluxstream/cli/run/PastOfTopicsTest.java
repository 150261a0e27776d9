package io.fluxstream.cli.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.FluxStream;
import io.fluxstream.cli.config.Settings;
import io.fluxstream.schemas.ClusterPartitioner;
import io.fluxstream.schemas.Topics;
import io.fluxstream.watcher.WatchedSource;
import io.fluxstream.watcher.recording.Recording;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands about the past, on topics that a real pipeline has filled from the bundled recording. */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PastOfTopicsTest {
    @TempDir
    static Path directory;

    private static Pipeline pipeline;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void play() {
        pipeline = Pipeline.start(new Plan(
                directory.resolve("data"),
                Settings.DEFAULT,
                List.of(new WatchedSource.Recorded(Recording.bundled(), false, false)),
                true,
                Plan.Server.here(0),
                Plan.Server.here(0)));
        assertThat(pipeline.awaitReady()).isTrue();
        pipeline.drain(Duration.ofMinutes(10));
    }

    @AfterAll
    static void stop() {
        pipeline.close();
    }

    @Test
    @Order(1)
    void whatTheProcessorRaisedIsWhatTheLogSays() {
        assertThat(run("verify")).as(err + "\n" + out).isEqualTo(ExitCodes.DONE);

        assertThat(out.toString()).containsPattern("ottawa +its beginning +1246 +18 +\\d+ +identical");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    @Order(2)
    void topicsAndTheirExportAreJudgedAsTheRecordingIs() {
        assertThat(FluxStream.run(
                        new PrintWriter(out), new PrintWriter(err), "backtest", "--recording", "bundled", "-o", "json"))
                .isEqualTo(ExitCodes.DONE);
        String expected = out.toString();
        assertThat(expected.lines()).hasSize(18);

        out.getBuffer().setLength(0);
        assertThat(run("backtest", "-o", "json")).as(err.toString()).isEqualTo(ExitCodes.DONE);
        assertThat(out.toString()).isEqualTo(expected);

        Path file = directory.resolve("ottawa.fluxlog");
        assertThat(run("export", file.toString())).as(err.toString()).isEqualTo(ExitCodes.DONE);
        assertThat(err.toString()).contains("1246 records exported to ");
        out.getBuffer().setLength(0);
        assertThat(FluxStream.run(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        "backtest",
                        "--recording",
                        file.toString(),
                        "-o",
                        "json"))
                .isEqualTo(ExitCodes.DONE);
        assertThat(out.toString()).isEqualTo(expected);
    }

    @Test
    @Order(3)
    void anExportOfAClusterThatIsNotThereIsNoAnswer() {
        assertThat(run(
                        "export",
                        "--cluster",
                        "nowhere",
                        directory.resolve("nothing").toString()))
                .isEqualTo(ExitCodes.NO);
    }

    @Test
    @Order(4)
    void otherRulesWouldHaveRaisedSomethingElse() {
        assertThat(run("verify", "--application-id", "somebody-else")).isEqualTo(ExitCodes.NO);

        assertThat(err.toString()).contains("somebody-else has committed nothing of flux-status");
    }

    @Test
    @Order(5)
    void whatRetentionHasLeftIsJudgedFromTheCheckpointOn() throws Exception {
        String[] question = {"get", "alerts", "-A", "--at", "2026-11-21T10:06:00Z", "-o", "json"};
        assertThat(run(question)).as(err.toString()).isEqualTo(ExitCodes.DONE);
        String alerts = out.toString();
        assertThat(alerts).contains("app-podinfo");
        int partition = ClusterPartitioner.partition(
                "ottawa", pipeline.settings().topics().partitions());
        try (Admin admin = Admin.create(
                new HashMap<String, Object>(pipeline.settings().kafka().properties()))) {
            admin.deleteRecords(Map.of(
                            new TopicPartition(Topics.STATUS.name(), partition), RecordsToDelete.beforeOffset(2)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }

        out.getBuffer().setLength(0);
        assertThat(run(question)).as(err.toString()).isEqualTo(ExitCodes.DONE);
        assertThat(out.toString()).isEqualTo(alerts);
        assertThat(err.toString()).isEmpty();

        out.getBuffer().setLength(0);
        assertThat(run("verify")).as(err + "\n" + out).isEqualTo(ExitCodes.DONE);
        assertThat(out.toString()).containsPattern("ottawa +2026-11-21T09:57:\\S+Z +1\\d+ +18 +\\d+ +identical");
        assertThat(err.toString())
                .contains("flux-stream verify: not verifiable of ottawa: 2 records of flux-status, ")
                .contains("what came before its checkpoint of 2026-11-21T09:57:");

        err.getBuffer().setLength(0);
        assertThat(run("backtest", "-o", "json")).as(err.toString()).isEqualTo(ExitCodes.DONE);
        assertThat(err.toString()).contains("nothing is known of ottawa before 2026-11-21T09:57:");
    }

    @Test
    @Order(6)
    void anAlertThatTheLogDoesNotSayIsFoundWithItsOffset() throws Exception {
        byte[] forged = "{\"id\":\"forged\"}".getBytes(UTF_8);
        Map<String, Object> settings = new HashMap<>(pipeline.settings().kafka().properties());
        settings.put("partitioner.class", ClusterPartitioner.class.getName());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.ALERTS.name(), "ottawa/Kustomization/apps/x".getBytes(UTF_8), forged))
                    .get(30, TimeUnit.SECONDS);
        }

        assertThat(run("verify")).as(err.toString()).isEqualTo(ExitCodes.NO);

        assertThat(out.toString())
                .as(err.toString())
                .containsPattern("ottawa .*different")
                .containsPattern("flux-alerts-\\d+ offset \\d+ holds what does not follow from the log:"
                        + " ottawa/Kustomization/apps/x \\{\"id\":\"forged\"}");
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 2];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "--bootstrap-servers";
        all[arguments.length + 1] = pipeline.settings().kafka().bootstrapServers();
        return FluxStream.run(new PrintWriter(out), new PrintWriter(err), all);
    }
}
