package io.fluxstream.history.verify;

import java.util.List;

/**
 * What was compared of one cluster.
 *
 * @param records of flux-status that were judged again
 * @param alerts records of flux-alerts that are what they must be
 * @param transitions records of flux-transitions that are what they must be
 * @param mismatches the first of each topic, if there is one
 */
public record VerifiedCluster(String cluster, long records, long alerts, long transitions, List<Mismatch> mismatches) {
    public VerifiedCluster {
        mismatches = List.copyOf(mismatches);
    }
}
