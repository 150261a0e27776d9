package io.fluxstream.rules.testing;

import io.fluxstream.rules.yaml.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One test.
 *
 * @param cluster of resources that name none
 * @param turns of clusters, in the order of time; a cluster that has none is live
 * @param events what is told in all; null when the test does not say
 * @param end how far it is played
 */
record RuleTest(
        String name,
        Place place,
        String cluster,
        List<TestedResource> resources,
        Map<String, List<Turn>> turns,
        List<Expected.Active> active,
        Expected.@Nullable Events events,
        Duration end) {}
