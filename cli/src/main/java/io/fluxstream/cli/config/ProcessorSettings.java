package io.fluxstream.cli.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code processor}.
 *
 * @param instanceId the name under which a restarted process takes up its partitions at once
 * @param stateDirectory null for the default below the temporary directory
 */
public record ProcessorSettings(
        String applicationId,
        int threads,
        int standbys,
        Duration commitInterval,
        @Nullable String instanceId,
        @Nullable Path stateDirectory) {
    static final ProcessorSettings DEFAULT =
            new ProcessorSettings("flux-stream-processor", 1, 0, Duration.ofMillis(20), null, null);

    static ProcessorSettings read(Section section) {
        section.allow("applicationId", "threads", "standbys", "commitInterval", "instanceId", "stateDirectory");
        return new ProcessorSettings(
                section.text("applicationId").orElse(DEFAULT.applicationId),
                section.number("threads", DEFAULT.threads, 1, 64),
                section.number("standbys", DEFAULT.standbys, 0, 4),
                section.duration("commitInterval", DEFAULT.commitInterval),
                section.text("instanceId").orElse(null),
                section.text("stateDirectory").map(Path::of).orElse(null));
    }
}
