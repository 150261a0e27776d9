package io.fluxstream.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.it.fleet.Fleet;
import io.fluxstream.it.fleet.Played;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Large, odd and secret messages, and very many of them. */
@NeedsPipeline
class MessagesIT {
    /** 10,000 is what is promised; fewer by default, because an API server on two cores needs minutes for that many. */
    private static final int MANY = Integer.getInteger("flux-stream.it.resources", 2_000);

    private static final int KIB_32 = 32 * 1024;

    private final Pipeline pipeline;
    private final Fleet ottawa;

    MessagesIT(Pipeline pipeline) {
        this.pipeline = pipeline;
        ottawa = pipeline.fleet("ottawa");
    }

    @BeforeEach
    void everythingBeforeHasSettled() {
        pipeline.settles();
    }

    @Test
    void aMessageOf32KibOfTextThatIsNotAsciiIsCutBetweenCharacters() {
        Played app = ottawa.kustomization("long.name.with.dots").succeedsAt("main@sha1:1111111");
        app.failsWith("BuildFailed", "Größe 🚢 übel ".repeat(KIB_32 / 20));
        app.failsWith("BuildFailed", "x".repeat(1_023) + "🚢 " + "é".repeat(KIB_32 / 2));
        Played next = ottawa.kustomization("after.the.long.one").succeedsAt("main@sha1:1111111");
        pipeline.settles();
        assertThat(pipeline.agreement().alertsOf(app.id())).contains("ReadyLost firing");
        assertThat(pipeline.agreement().verdicts("ottawa").rows()).containsKey(next.id());
        String message = Objects.requireNonNull(Objects.requireNonNull(
                        pipeline.agreement().verdicts("ottawa").rows().get(app.id()))
                .message());
        assertThat(message).startsWith("xxx").doesNotContain("\uFFFD");
        assertThat(Character.isHighSurrogate(message.charAt(message.length() - 1)))
                .isFalse();
    }

    @Test
    void aTokenInAMessageIsInNoTopicAndNoLog() {
        String secret = "ghp_0123456789abcdefghijklmnopqrstuvwxyz";
        Played source = ottawa.gitRepository("secretive").succeedsAt("main@sha1:1111111");
        source.failsWith(
                "GitOperationFailed",
                "unable to clone 'https://robot:" + secret + "@git.example.com/fleet': authentication required");
        pipeline.settles();
        assertThat(conditionsOf(source))
                .anyMatch(condition -> condition.message().contains("git.example.com/fleet"));
        for (Topic<?> topic : Topics.ALL) {
            assertThat(pipeline.agreement().topic(topic).toString().contains(secret))
                    .as(topic.name() + " holds the secret")
                    .isFalse();
        }
        assertThat(pipeline.agreement().workflows().resources("ottawa").toString())
                .doesNotContain(secret);
        assertThat(pipeline.deployment().logs()).doesNotContain(secret);
    }

    @Test
    void whatCannotBeReadIsPutAsideAndTheRestFlows() throws Exception {
        List<byte[]> garbage = List.of(
                "not JSON".getBytes(StandardCharsets.UTF_8),
                "{\"type\":\"OBSERVED\",\"cluster\":7}".getBytes(StandardCharsets.UTF_8));
        int before = pipeline.agreement().topic(Topics.STATUS_DLQ).size();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        pipeline.deployment().broker().bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (byte[] value : garbage) {
                producer.send(new ProducerRecord<>(Topics.STATUS.name(), "ottawa", value))
                        .get();
            }
        }
        Played app = ottawa.kustomization("beside-garbage").succeedsAt("main@sha1:1111111");
        pipeline.settles();
        assertThat(pipeline.agreement().verdicts("ottawa").rows()).containsKey(app.id());
        assertThat(pipeline.agreement().topic(Topics.STATUS_DLQ)).hasSize(before + garbage.size());
    }

    @Test
    void thousandsThatChangeAtOnceAreAllSeen() {
        Fleet stpetersburg = pipeline.fleet("stpetersburg");
        List<Played> apps = stpetersburg.kustomizations("many", MANY);
        Fleet.inParallel(apps, app -> app.waitsFor("DependencyNotReady", "dependency is not ready"));
        Fleet.inParallel(apps, app -> app.waitsFor("BuildFailed", "kustomize build failed"));
        pipeline.settles();
        assertThat(pipeline.agreement()
                        .workflows()
                        .summary("stpetersburg")
                        .path("failed")
                        .asInt())
                .isGreaterThanOrEqualTo(MANY);
        Fleet.inParallel(apps, app -> {
            app.isDeleted();
            return app;
        });
        pipeline.settles();
    }

    private List<Condition> conditionsOf(Played played) {
        List<Condition> conditions = new ArrayList<>();
        for (FluxStatusEvent event : pipeline.agreement().verdicts("ottawa").history()) {
            if (event instanceof Observed observed && observed.resource().equals(played.id())) {
                conditions.addAll(observed.conditions());
            }
        }
        return conditions;
    }
}
