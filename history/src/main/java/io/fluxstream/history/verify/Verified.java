package io.fluxstream.history.verify;

import java.util.List;

/**
 * What a verification found.
 *
 * @param clusters in order of their names
 * @param stopped whether it was told to end before everything was compared
 */
public record Verified(List<VerifiedCluster> clusters, boolean stopped) {
    public Verified {
        clusters = List.copyOf(clusters);
    }

    /** Whether something was compared of every cluster, from its beginning or a checkpoint to the end, and all of it is the same. */
    public boolean isIdentical() {
        return !stopped
                && !clusters.isEmpty()
                && clusters.stream().allMatch(cluster -> cluster.result() == VerifiedCluster.Result.IDENTICAL);
    }
}
