package io.fluxstream.history.verify;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was compared of one cluster.
 *
 * @param isCompared whether it could be judged from some record to the end
 * @param from the clock of the checkpoint that it began at; null for its very first record
 * @param records of flux-status that were judged again
 * @param alerts records of flux-alerts that are what they must be
 * @param transitions records of flux-transitions that are what they must be
 * @param mismatches the first of each topic, if there is one
 * @param notVerifiable what of it could not be compared, and why
 */
public record VerifiedCluster(
        String cluster,
        boolean isCompared,
        @Nullable Instant from,
        long records,
        long alerts,
        long transitions,
        List<Mismatch> mismatches,
        List<String> notVerifiable) {
    /** What came of it. */
    public enum Result {
        IDENTICAL,
        DIFFERENT,
        NOT_VERIFIABLE
    }

    public VerifiedCluster {
        mismatches = List.copyOf(mismatches);
        notVerifiable = List.copyOf(notVerifiable);
    }

    public Result result() {
        return !mismatches.isEmpty() ? Result.DIFFERENT : isCompared ? Result.IDENTICAL : Result.NOT_VERIFIABLE;
    }
}
