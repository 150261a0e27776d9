package io.fluxstream.schemas.workflow;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The answer to {@code summary}: each resource counted once, by its settled phase. */
public record ClusterSummary(
        String cluster,
        boolean live,
        @Nullable Instant clock,
        int ready,
        int failed,
        int waiting,
        int progressing,
        int suspended,
        int unknown,
        int neverReady,
        int total) {}
