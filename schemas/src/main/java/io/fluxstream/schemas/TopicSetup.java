package io.fluxstream.schemas;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Creates the topics that are missing and checks those that are there. */
public final class TopicSetup {
    private static final Duration UNTIL_VISIBLE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final String LOG_APPEND_TIME = "LogAppendTime";

    private final Admin admin;
    private final int partitions;
    private final short replicationFactor;

    private TopicSetup(Admin admin, int partitions, short replicationFactor) {
        this.admin = admin;
        this.partitions = partitions;
        this.replicationFactor = replicationFactor;
    }

    /**
     * Returns once every topic is there and fits. May run in several processes at once.
     *
     * @param replicationFactor of topics to be created; -1 for the broker's default
     * @throws TopicMismatchException if a topic has another number of partitions, cleanup policy or timestamp type
     * @throws KafkaException if the broker does not answer or refuses
     */
    public static void ensure(Admin admin, int partitions, short replicationFactor) {
        new TopicSetup(admin, partitions, replicationFactor).ensure();
    }

    /**
     * The topics of ours that are there, with the ids that tell a topic from another one of its name; brokers without ids
     * say the same of all.
     *
     * @throws KafkaException if the broker does not answer or refuses
     */
    public static Map<String, Uuid> present(Admin admin) {
        Map<String, Uuid> present = new HashMap<>();
        describe(admin).forEach((name, description) -> present.put(name, description.topicId()));
        return present;
    }

    private void ensure() {
        Map<String, TopicDescription> present = describe();
        if (present.size() < Topics.ALL.size()) {
            create(present.keySet());
            present = describeOnceVisible();
        }
        check(present);
        awaitLeaders();
    }

    /**
     * A partition just made refuses records until its leader has taken it up. A producer with several batches on the way could see the
     * first refused and the second accepted, and would then retry the first in vain until it gives up.
     */
    private void awaitLeaders() {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (Topic<?> topic : Topics.ALL) {
            for (int partition = 0; partition < topic.partitions(partitions); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        get(admin.listOffsets(ends).all());
    }

    private Map<String, TopicDescription> describe() {
        return describe(admin);
    }

    private static Map<String, TopicDescription> describe(Admin admin) {
        List<String> names = Topics.ALL.stream().map(Topic::name).toList();
        Map<String, TopicDescription> present = new HashMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, answer) -> {
            TopicDescription description = unless(UnknownTopicOrPartitionException.class, answer);
            if (description != null) {
                present.put(name, description);
            }
        });
        return present;
    }

    private void create(Collection<String> present) {
        List<NewTopic> missing = new ArrayList<>();
        for (Topic<?> topic : Topics.ALL) {
            if (!present.contains(topic.name())) {
                missing.add(new NewTopic(topic.name(), topic.partitions(partitions), replicationFactor)
                        .configs(settings(topic)));
            }
        }
        // Somebody else may be creating the same topics: what counts is that they are there, and the check comes after.
        admin.createTopics(missing).values().values().forEach(answer -> unless(TopicExistsException.class, answer));
    }

    /** With which settings a topic is created. */
    static Map<String, String> settings(Topic<?> topic) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy(topic));
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, LOG_APPEND_TIME);
        Duration retention = topic.retention();
        if (retention == null) {
            settings.put(TopicConfig.DELETE_RETENTION_MS_CONFIG, Long.toString(Topic.TOMBSTONES.toMillis()));
            settings.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(Topic.SEGMENTS.toMillis()));
        } else {
            settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
        }
        if (topic.equals(Topics.STATUS)) {
            settings.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer");
        }
        return settings;
    }

    /** A topic just created is not at once known to every broker. */
    private Map<String, TopicDescription> describeOnceVisible() {
        long deadline = System.nanoTime() + UNTIL_VISIBLE.toNanos();
        Map<String, TopicDescription> present = describe();
        while (present.size() < Topics.ALL.size()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("the topics were created but did not appear within "
                        + UNTIL_VISIBLE.toSeconds() + " s: is the broker healthy?");
            }
            pause();
            present = describe();
        }
        return present;
    }

    private void check(Map<String, TopicDescription> present) {
        List<ConfigResource> resources =
                Topics.ALL.stream().map(topic -> resource(topic)).toList();
        Map<ConfigResource, KafkaFuture<Config>> configs =
                admin.describeConfigs(resources).values();
        for (Topic<?> topic : Topics.ALL) {
            check(topic, requireNonNull(present.get(topic.name())).partitions().size());
            Config config = get(requireNonNull(configs.get(resource(topic))));
            check(topic, config, TopicConfig.CLEANUP_POLICY_CONFIG, cleanupPolicy(topic));
            check(topic, config, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, LOG_APPEND_TIME);
        }
    }

    private void check(Topic<?> topic, int has) {
        if (has == topic.partitions(partitions)) {
            return;
        }
        throw new TopicMismatchException(
                topic.isWhole()
                        ? "Topic " + topic.name() + " has " + has
                                + " partitions but needs one: delete the topic to have it created again"
                        : "Topic " + topic.name() + " has " + has + " partitions but flux-stream is set to "
                                + partitions
                                + ": set its number of partitions to " + has
                                + ", or delete the topic to have it created again");
    }

    private static void check(Topic<?> topic, Config config, String setting, String needed) {
        ConfigEntry entry = config.get(setting);
        String has = entry == null ? null : entry.value();
        if (!needed.equals(has)) {
            throw new TopicMismatchException("Topic " + topic.name() + " has " + setting + " " + has
                    + " but flux-stream needs " + needed
                    + ": alter the topic (kafka-configs --alter --entity-type topics"
                    + " --entity-name " + topic.name() + " --add-config " + setting + "=" + needed
                    + "), or delete it to have it created again");
        }
    }

    private static String cleanupPolicy(Topic<?> topic) {
        return topic.isCompacted() ? TopicConfig.CLEANUP_POLICY_COMPACT : TopicConfig.CLEANUP_POLICY_DELETE;
    }

    private static ConfigResource resource(Topic<?> topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private static <T> @Nullable T unless(Class<? extends KafkaException> expected, KafkaFuture<T> answer) {
        try {
            return get(answer);
        } catch (KafkaException failure) {
            if (expected.isInstance(failure)) {
                return null;
            }
            throw failure;
        }
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof KafkaException failure) {
                throw failure;
            }
            throw new KafkaException("the broker could not be asked about the topics", failed.getCause());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }
}
