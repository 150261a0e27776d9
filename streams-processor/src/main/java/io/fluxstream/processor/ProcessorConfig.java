package io.fluxstream.processor;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/**
 * How a processor runs.
 *
 * @param kafka settings of Kafka's clients, {@code bootstrap.servers} at least; passed on untouched
 * @param applicationId the consumer group, and the prefix of the changelog topic and of transactions
 * @param rules when to alert: put in force at the start, unless they are
 * @param partitions of every topic that is missing; those that are there must have as many
 * @param replicationFactor of every topic that is missing, the changelog included; -1 leaves it to the broker
 * @param threads that share the partitions
 * @param standbys processes that follow the memory of a partition and can take it over at once
 * @param commitInterval how long outputs wait for their transaction at most; half of it is the typical latency
 * @param groupInstanceId the name under which a restarted process takes its partitions up again without waiting for its predecessor's
 *     session to time out; no two running processes may share it
 * @param stateDirectory where Kafka Streams keeps what it keeps on disk; null for its default below the temporary directory
 */
public record ProcessorConfig(
        Map<String, String> kafka,
        String applicationId,
        RuleOffer rules,
        int partitions,
        short replicationFactor,
        int threads,
        int standbys,
        Duration commitInterval,
        @Nullable String groupInstanceId,
        @Nullable Path stateDirectory) {
    public static final String DEFAULT_APPLICATION_ID = "flux-stream-processor";

    public static final int DEFAULT_PARTITIONS = 12;

    public static final Duration DEFAULT_COMMIT_INTERVAL = Duration.ofMillis(100);

    public ProcessorConfig {
        kafka = Map.copyOf(kafka);
        requireText("kafka." + CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(kafka));
        requireText("applicationId", applicationId);
        requireAtLeast("partitions", 1, partitions);
        if (replicationFactor < 1 && replicationFactor != -1) {
            throw new IllegalArgumentException(
                    "replicationFactor must be at least 1, or -1 for the broker's default, but was "
                            + replicationFactor);
        }
        requireAtLeast("threads", 1, threads);
        requireAtLeast("standbys", 0, standbys);
        requireAtLeast("commitInterval in milliseconds", 1, commitInterval.toMillis());
        if (groupInstanceId != null) {
            requireText("groupInstanceId", groupInstanceId);
        }
    }

    /** The defaults. */
    public static ProcessorConfig of(Map<String, String> kafka) {
        return builder(kafka).build();
    }

    public static Builder builder(Map<String, String> kafka) {
        return new Builder(kafka);
    }

    public String bootstrapServers() {
        return bootstrapServers(kafka);
    }

    /** Without the values of the client's settings, among which may be secrets. */
    @Override
    public String toString() {
        return "ProcessorConfig[bootstrapServers=" + bootstrapServers() + ", applicationId=" + applicationId
                + ", rules="
                + rules.name() + ", partitions=" + partitions + ", replicationFactor=" + replicationFactor
                + ", threads=" + threads + ", standbys=" + standbys + ", commitInterval=" + commitInterval
                + ", groupInstanceId=" + groupInstanceId + ", stateDirectory=" + stateDirectory + "]";
    }

    private static String bootstrapServers(Map<String, String> kafka) {
        return kafka.getOrDefault(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "");
    }

    private static void requireText(String field, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(field + " must not be empty");
        }
    }

    private static void requireAtLeast(String field, long least, long value) {
        if (value < least) {
            throw new IllegalArgumentException(field + " must be at least " + least + ", but was " + value);
        }
    }

    /** Starts from the defaults. */
    public static final class Builder {
        private final Map<String, String> kafka;
        private String applicationId = DEFAULT_APPLICATION_ID;
        private RuleOffer rules = RuleOffer.builtIn();
        private int partitions = DEFAULT_PARTITIONS;
        private short replicationFactor = -1;
        private int threads = 1;
        private int standbys = 0;
        private Duration commitInterval = DEFAULT_COMMIT_INTERVAL;
        private @Nullable String groupInstanceId;
        private @Nullable Path stateDirectory;

        private Builder(Map<String, String> kafka) {
            this.kafka = kafka;
        }

        public Builder applicationId(String value) {
            applicationId = value;
            return this;
        }

        public Builder rules(RuleOffer value) {
            rules = value;
            return this;
        }

        public Builder partitions(int value) {
            partitions = value;
            return this;
        }

        public Builder replicationFactor(short value) {
            replicationFactor = value;
            return this;
        }

        public Builder threads(int value) {
            threads = value;
            return this;
        }

        public Builder standbys(int value) {
            standbys = value;
            return this;
        }

        public Builder commitInterval(Duration value) {
            commitInterval = value;
            return this;
        }

        public Builder groupInstanceId(@Nullable String value) {
            groupInstanceId = value;
            return this;
        }

        public Builder stateDirectory(@Nullable Path value) {
            stateDirectory = value;
            return this;
        }

        public ProcessorConfig build() {
            return new ProcessorConfig(
                    kafka,
                    applicationId,
                    rules,
                    partitions,
                    replicationFactor,
                    threads,
                    standbys,
                    commitInterval,
                    groupInstanceId,
                    stateDirectory);
        }
    }
}
