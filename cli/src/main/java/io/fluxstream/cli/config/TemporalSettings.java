package io.fluxstream.cli.config;

import io.fluxstream.bridge.TemporalConnection;
import io.fluxstream.security.tls.TlsFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code temporal}: which server, how to reach it, and where in it.
 *
 * @param tls null for no encryption
 * @param serverName the name that the server's certificate has to be for; null for the host of the address
 * @param apiKeyFile null for no key
 */
public record TemporalSettings(
        String address,
        String namespace,
        String taskQueue,
        @Nullable TlsFiles tls,
        @Nullable String serverName,
        @Nullable Path apiKeyFile) {
    public static final String DEFAULT_ADDRESS = "127.0.0.1:7233";

    static final TemporalSettings DEFAULT = new TemporalSettings(DEFAULT_ADDRESS, "default", "flux-stream");

    public TemporalSettings {
        Address.require("address", address);
        TemporalConnection checked = new TemporalConnection(address, namespace, tls, serverName, apiKeyFile);
        address = checked.address();
    }

    /** A server that asks for nothing. */
    public TemporalSettings(String address, String namespace, String taskQueue) {
        this(address, namespace, taskQueue, null, null, null);
    }

    static TemporalSettings read(Section section) {
        section.allow("address", "namespace", "taskQueue", "tls", "apiKeyFile");
        Optional<Section> tls = section.given("tls");
        return new TemporalSettings(
                section.text("address").orElse(DEFAULT.address),
                section.text("namespace").orElse(DEFAULT.namespace),
                section.text("taskQueue").orElse(DEFAULT.taskQueue),
                tls.map(given -> given.read(TemporalSettings::files)).orElse(null),
                tls.flatMap(given -> given.text("serverName")).orElse(null),
                section.file("apiKeyFile"));
    }

    public TemporalSettings withAddress(String other) {
        return new TemporalSettings(other, namespace, taskQueue, tls, serverName, apiKeyFile);
    }

    /** A server of our own, which asks for nothing. */
    public TemporalSettings embeddedAt(String other) {
        return new TemporalSettings(other, namespace, taskQueue);
    }

    /** How to reach it. */
    public TemporalConnection connection() {
        return new TemporalConnection(address, namespace, tls, serverName, apiKeyFile);
    }

    private static TlsFiles files(Section section) {
        section.allow("caFile", "certificateFile", "keyFile", "keyPasswordFile", "serverName");
        return TlsSettings.files(section);
    }
}
