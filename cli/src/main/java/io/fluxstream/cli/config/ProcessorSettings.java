package io.fluxstream.cli.config;

import io.fluxstream.processor.ProcessorConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code processor}.
 *
 * @param rules a rule file; null for the built-in rules, or those that are in force
 * @param instanceId the name under which a restarted process takes up its partitions at once
 * @param stateDirectory null for the default below the temporary directory
 */
public record ProcessorSettings(
        String applicationId,
        int threads,
        int standbys,
        Duration commitInterval,
        @Nullable Path rules,
        @Nullable String instanceId,
        @Nullable Path stateDirectory) {
    static final ProcessorSettings DEFAULT = new ProcessorSettings(
            ProcessorConfig.DEFAULT_APPLICATION_ID, 1, 0, ProcessorConfig.DEFAULT_COMMIT_INTERVAL, null, null, null);

    static ProcessorSettings read(Section section) {
        section.allow(
                "applicationId", "threads", "standbys", "commitInterval", "rules", "instanceId", "stateDirectory");
        return new ProcessorSettings(
                section.text("applicationId").orElse(DEFAULT.applicationId),
                section.number("threads", DEFAULT.threads, 1, 64),
                section.number("standbys", DEFAULT.standbys, 0, 4),
                section.duration("commitInterval", DEFAULT.commitInterval),
                section.text("rules").map(Path::of).orElse(null),
                section.text("instanceId").orElse(null),
                section.text("stateDirectory").map(Path::of).orElse(null));
    }

    /**
     * The same, for a process that nobody else shares the work with: it keeps its name, so that after a crash it need not
     * wait for its predecessor's session to time out.
     */
    public ProcessorSettings inOneProcess(Path otherwise) {
        return new ProcessorSettings(
                applicationId,
                threads,
                standbys,
                commitInterval,
                rules,
                instanceId == null ? "local" : instanceId,
                stateDirectory == null ? otherwise : stateDirectory);
    }

    /** The same with other rules. */
    public ProcessorSettings withRules(Path file) {
        return new ProcessorSettings(
                applicationId, threads, standbys, commitInterval, file, instanceId, stateDirectory);
    }
}
