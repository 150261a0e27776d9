package io.fluxstream.cli.config;

import io.fluxstream.security.kafka.KafkaSecurity;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code kafka}: how every client of it is configured.
 *
 * @param properties settings of Kafka's clients, {@code bootstrap.servers} among them
 */
public record KafkaSettings(Map<String, String> properties) {
    public static final String DEFAULT_BOOTSTRAP_SERVERS = "127.0.0.1:9092";

    static final KafkaSettings DEFAULT = at(DEFAULT_BOOTSTRAP_SERVERS);

    private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

    public KafkaSettings {
        properties = Map.copyOf(properties);
        Address.requireList("bootstrapServers", properties.getOrDefault(BOOTSTRAP_SERVERS, ""));
    }

    /** A broker that asks for nothing. */
    public static KafkaSettings at(String bootstrapServers) {
        return new KafkaSettings(Map.of(BOOTSTRAP_SERVERS, bootstrapServers));
    }

    /** The settings in the file count least, {@code bootstrapServers} most. */
    static KafkaSettings read(Section section) {
        section.allow("bootstrapServers", "tls", "sasl", "properties", "propertiesFile");
        Map<String, String> all = new TreeMap<>();
        section.text("propertiesFile").ifPresent(file -> all.putAll(load(section.pathOf("propertiesFile"), file)));
        all.putAll(section.textMap("properties"));
        section.text("bootstrapServers").ifPresent(servers -> all.put(BOOTSTRAP_SERVERS, servers));
        all.putIfAbsent(BOOTSTRAP_SERVERS, DEFAULT_BOOTSTRAP_SERVERS);
        requireJaas(section, all.get(SaslConfigs.SASL_JAAS_CONFIG));
        all.putAll(security(section, all.keySet()));
        return new KafkaSettings(all);
    }

    private static Map<String, String> security(Section section, Set<String> given) {
        Map<String, String> security = new KafkaSecurity(
                        section.given("tls")
                                .map(tls -> tls.read(TlsSettings::read))
                                .orElse(null),
                        section.given("sasl")
                                .map(sasl -> sasl.read(SaslSettings::read))
                                .orElse(null))
                .properties();
        for (String name : KafkaSecurity.DECIDED) {
            if (!security.isEmpty() && given.contains(name)) {
                throw new ConfigurationException(
                        section.pathOf("properties") + "." + name,
                        " is decided by " + section.pathOf("tls") + " and " + section.pathOf("sasl")
                                + "; leave it out, or them");
            }
        }
        return security;
    }

    /** Kafka's own sentence about it repeats a part of it. */
    private static void requireJaas(Section section, @Nullable String line) {
        if (line == null) {
            return;
        }
        try {
            JaasContext.loadClientContext(Map.of(SaslConfigs.SASL_JAAS_CONFIG, new Password(line)));
        } catch (IllegalArgumentException quotesIt) {
            throw new ConfigurationException(
                    section.pathOf("properties") + "." + SaslConfigs.SASL_JAAS_CONFIG,
                    " must be one login module: its class, required, options as name=\"value\", and a semicolon; or"
                            + " write " + section.pathOf("sasl"));
        }
    }

    private static Map<String, String> load(String path, String file) {
        Properties loaded = new Properties();
        try (BufferedReader reader = Files.newBufferedReader(Path.of(file))) {
            loaded.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException(path, ": cannot read " + file + " (" + e + ")", e);
        }
        Map<String, String> settings = new TreeMap<>();
        loaded.forEach((key, value) -> settings.put(key.toString(), value.toString()));
        return settings;
    }

    public String bootstrapServers() {
        return properties.getOrDefault(BOOTSTRAP_SERVERS, "");
    }

    public KafkaSettings withBootstrapServers(String servers) {
        Map<String, String> all = new TreeMap<>(properties);
        all.put(BOOTSTRAP_SERVERS, servers);
        return new KafkaSettings(all);
    }

    /** The names of the settings only: among their values may be passwords. */
    @Override
    public String toString() {
        return "KafkaSettings[bootstrapServers=" + bootstrapServers() + ", properties="
                + new TreeMap<>(properties).keySet() + "]";
    }
}
