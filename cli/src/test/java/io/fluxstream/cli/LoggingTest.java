package io.fluxstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoggingTest {
    private static final String LOG = "org.slf4j.simpleLogger.log.";

    private final Properties before = new Properties();

    @BeforeEach
    void nothingIsSet() {
        before.putAll(System.getProperties());
        System.getProperties().keySet().removeIf(name -> name.toString().startsWith("org.slf4j."));
    }

    @AfterEach
    void asBefore() {
        System.setProperties(before);
    }

    /** Each of them says of a full disk what the last line says so that it helps. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.server.ReplicaManager",
                "org.apache.kafka.controller.QuorumController",
                "org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime",
                "org.apache.kafka.image.loader.MetadataLoader",
                "org.apache.kafka.raft.KafkaRaftClient",
                "org.apache.kafka.server.fault.ProcessTerminatingFaultHandler",
                "org.apache.kafka.storage.internals.log.UnifiedLog",
                "org.apache.kafka.streams.processor.internals.StreamThread"
            })
    void takesNoWordOfWhatWeSayOurselves(String logger) {
        assertThat(level(logger, false)).isEqualTo("off");
    }

    @Test
    void takesAllThatWithDebug() {
        assertThat(level("kafka.server.ReplicaManager", true)).isEqualTo("info");
        assertThat(level("org.apache.kafka.controller.QuorumController", true)).isEqualTo("info");
    }

    @Test
    void takesErrorsOfKafkasClients() {
        assertThat(level("org.apache.kafka.clients.producer.KafkaProducer", false))
                .isEqualTo("error");
        assertThat(level("org.apache.kafka.common.security.kerberos.KerberosLogin", false))
                .isEqualTo("error");
    }

    @Test
    void leavesWhatTheUserHasSet() {
        System.setProperty(LOG + "org.apache.kafka", "warn");
        assertThat(level("org.apache.kafka.raft.KafkaRaftClient", false)).isEqualTo("warn");
    }

    /** What slf4j-simple makes of the properties: the longest name that the logger's begins with counts. */
    private static String level(String logger, boolean debug) {
        Logging.configure(debug);
        Map<String, String> levels = System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(LOG))
                .collect(Collectors.toMap(name -> name.substring(LOG.length()), System::getProperty));
        String name = logger;
        while (!levels.containsKey(name) && name.contains(".")) {
            name = name.substring(0, name.lastIndexOf('.'));
        }
        String level = levels.get(name);
        return level == null ? System.getProperty("org.slf4j.simpleLogger.defaultLogLevel") : level;
    }
}
