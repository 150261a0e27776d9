package io.fluxstream.cli.run;

import io.fluxstream.cli.Interrupts;
import io.fluxstream.cli.config.KafkaSettings;
import io.fluxstream.cli.config.TopicSettings;
import io.fluxstream.observe.Health;
import io.fluxstream.schemas.ClientSettings;
import io.fluxstream.schemas.TopicSetup;
import io.fluxstream.schemas.Topics;
import io.fluxstream.security.kafka.Refusal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The topics as a whole: there, and read to their ends. */
final class KafkaTopics implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaTopics.class);
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final KafkaSettings kafka;
    private final TopicSettings topics;
    private final Admin admin;
    private volatile String trouble = "";

    KafkaTopics(KafkaSettings kafka, TopicSettings topics) {
        this.kafka = kafka;
        this.topics = topics;
        Map<String, Object> settings = ClientSettings.of(kafka.properties());
        settings.put("default.api.timeout.ms", "10000");
        settings.put("request.timeout.ms", "5000");
        admin = Admin.create(settings);
    }

    /**
     * Makes and checks them, however long the broker lets us wait.
     *
     * @return whether they are there; otherwise we were interrupted
     */
    boolean await() {
        boolean said = false;
        while (true) {
            try {
                TopicSetup.ensure(admin, topics.partitions(), topics.replicationFactor());
                return true;
            } catch (KafkaException e) {
                trouble = "Kafka at " + kafka.bootstrapServers() + " cannot be used (" + Refusal.reason(e) + ")";
                if (!said) {
                    LOG.warn("{}: trying again every {} s until it can", trouble, BETWEEN_TRIES.toSeconds());
                }
                said = true;
                if (Interrupts.await(BETWEEN_TRIES)) {
                    return false;
                }
            }
        }
    }

    /** How a role is that waits for them: not ready, and why. */
    Health waiting(String role) {
        return Health.without(List.of("the " + role + (trouble.isEmpty() ? " has not started yet" : ": " + trouble)));
    }

    /** Whether a consumer group has committed everything that is in flux-status. */
    boolean areReadBy(String group) {
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, topics.partitions())
                .mapToObj(partition -> new TopicPartition(Topics.STATUS.name(), partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        try {
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    admin.listOffsets(latest).all().get();
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends.entrySet().stream().allMatch(end -> {
                OffsetAndMetadata read = committed.get(end.getKey());
                return end.getValue().offset() <= (read == null ? 0 : read.offset());
            });
        } catch (ExecutionException e) {
            LOG.debug("not to be told yet", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(2));
    }
}
