package io.fluxstream.cli.config;

/** The section {@code temporal}: which server, and where in it. */
public record TemporalSettings(String address, String namespace, String taskQueue) {
    public static final String DEFAULT_ADDRESS = "127.0.0.1:7233";

    static final TemporalSettings DEFAULT = new TemporalSettings(DEFAULT_ADDRESS, "default", "flux-stream");

    public TemporalSettings {
        Address.require("address", address);
    }

    static TemporalSettings read(Section section) {
        section.allow("address", "namespace", "taskQueue");
        return new TemporalSettings(
                section.text("address").orElse(DEFAULT.address),
                section.text("namespace").orElse(DEFAULT.namespace),
                section.text("taskQueue").orElse(DEFAULT.taskQueue));
    }

    public TemporalSettings withAddress(String other) {
        return new TemporalSettings(other, namespace, taskQueue);
    }
}
