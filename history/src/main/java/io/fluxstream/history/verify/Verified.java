package io.fluxstream.history.verify;

import java.util.List;

/**
 * What a verification found.
 *
 * @param clusters in order of their names
 * @param notVerifiable what could not be compared, and why: one sentence each
 * @param stopped whether it was told to end before everything was compared
 */
public record Verified(List<VerifiedCluster> clusters, List<String> notVerifiable, boolean stopped) {
    public Verified {
        clusters = List.copyOf(clusters);
        notVerifiable = List.copyOf(notVerifiable);
    }

    /** Whether something was compared, and all of it is the same. */
    public boolean isIdentical() {
        return !stopped
                && !clusters.isEmpty()
                && clusters.stream().allMatch(cluster -> cluster.mismatches().isEmpty());
    }
}
