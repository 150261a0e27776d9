package io.fluxstream.history.simulate;

import java.time.Duration;

/**
 * How eventful the simulated clusters are.
 *
 * @param interval how often a Kustomization or HelmRelease is reconciled
 * @param retry how soon one that failed is tried again
 * @param relapse the probability that a reconcile fails for no reason that lasts
 * @param faultsADay how many resources of a hundred break each day
 * @param flappingADay how often a day something of a cluster begins to flap
 * @param pushesADay to each Git repository
 */
public record Profile(
        Duration interval, Duration retry, double relapse, double faultsADay, double flappingADay, double pushesADay) {
    /** Clusters as one would wish them: reconciles that change nothing, now and then a failure. */
    public static final Profile CALM = new Profile(Duration.ofMinutes(10), Duration.ofMinutes(2), 0, 6, 0.5, 6);

    /** Clusters that keep a rule engine busy: about one record in five changes the phase. */
    public static final Profile STORMY = new Profile(Duration.ofMinutes(5), Duration.ofMinutes(2), 0.8, 20, 2, 12);
}
