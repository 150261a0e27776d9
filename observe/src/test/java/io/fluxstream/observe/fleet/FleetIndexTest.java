package io.fluxstream.observe.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FleetIndexTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final ResourceId PODINFO = new ResourceId("ottawa", "Kustomization", "apps", "podinfo");
    private static final ResourceId REDIS = new ResourceId("ottawa", "HelmRelease", "apps", "redis\"the\"\\cache");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final FleetIndex index = index(Detail.NOT_READY);

    @Test
    void showsResourcesOfTheirOwnOnlyWhileTheyAreNotReady() {
        index.applied(0, List.of(row(PODINFO, Phase.READY, false, 0), row(REDIS, Phase.FAILED, false, -90)));

        assertThat(lines(index))
                .contains(
                        "flux_stream_resource_info{cluster=\"ottawa\",kind=\"HelmRelease\",namespace=\"apps\","
                                + "name=\"redis\\\"the\\\"\\\\cache\",phase=\"FAILED\",suspended=\"false\"} 1",
                        "flux_stream_resource_failing_seconds{cluster=\"ottawa\",kind=\"HelmRelease\","
                                + "namespace=\"apps\",name=\"redis\\\"the\\\"\\\\cache\"} 90")
                .noneMatch(line -> line.contains("podinfo"));

        index.applied(0, List.of(row(REDIS, Phase.READY, false, 0)));

        assertThat(lines(index)).noneMatch(line -> line.contains("redis"));
    }

    @Test
    void showsAllOrNoneWhenAskedTo() {
        FleetIndex all = index(Detail.ALL);
        FleetIndex none = index(Detail.NONE);
        List<Effect> effects = List.of(row(PODINFO, Phase.READY, false, 0), row(REDIS, Phase.FAILED, false, 0));
        all.applied(0, effects);
        none.applied(0, effects);

        assertThat(lines(all))
                .filteredOn(line -> line.startsWith("flux_stream_resource_info{"))
                .hasSize(2);
        assertThat(lines(none)).noneMatch(line -> line.startsWith("flux_stream_resource_info"));
    }

    @Test
    void countsResourcesByPhaseAsTheyComeAndGo() {
        index.applied(3, List.of(row(PODINFO, Phase.READY, false, 0), row(REDIS, Phase.FAILED, false, 0)));
        assertThat(lines(index))
                .contains(
                        "flux_stream_resources{cluster=\"ottawa\",kind=\"Kustomization\",phase=\"READY\"} 1",
                        "flux_stream_resources{cluster=\"ottawa\",kind=\"HelmRelease\",phase=\"FAILED\"} 1");

        index.applied(3, List.of(row(REDIS, Phase.WAITING, false, 0), gone(PODINFO)));

        assertThat(lines(index))
                .filteredOn(line -> line.startsWith("flux_stream_resources{"))
                .containsExactly("flux_stream_resources{cluster=\"ottawa\",kind=\"HelmRelease\",phase=\"WAITING\"} 1");
    }

    @Test
    void timesAReconciliationFromItsFirstSignToItsOutcome() {
        index.applied(0, List.of(row(PODINFO, Phase.READY, false, 0)));
        index.applied(0, List.of(row(PODINFO, Phase.READY, true, 10)));
        index.applied(0, List.of(row(PODINFO, Phase.READY, true, 12)));
        index.applied(0, List.of(row(PODINFO, Phase.FAILED, false, 14)));

        assertThat(registry.scrape())
                .contains(
                        "flux_stream_reconciliations_total{cluster=\"ottawa\",kind=\"Kustomization\",outcome=\"failed\"} 1.0",
                        "flux_stream_reconcile_duration_seconds_sum{cluster=\"ottawa\",kind=\"Kustomization\"} 4.0");
    }

    @Test
    void countsNothingOfWhatItFindsWhenAPartitionIsTakenUp() {
        index.applied(0, List.of(row(PODINFO, Phase.READY, true, 0)));

        index.begins(0, List.of(row(PODINFO, Phase.READY, false, 5), row(REDIS, Phase.FAILED, false, 5)));

        assertThat(registry.scrape()).doesNotContain("flux_stream_reconciliations");
        assertThat(lines(index))
                .filteredOn(line -> line.startsWith("flux_stream_resources{"))
                .hasSize(2);
    }

    @Test
    void forgetsAPartitionThatIsSomebodyElses() {
        index.applied(0, List.of(row(REDIS, Phase.FAILED, false, 0)));

        index.ends(0);

        assertThat(lines(index)).allMatch(line -> line.startsWith("#"));
    }

    @Test
    void tellsHowOldAClustersClockIs() {
        index.applied(
                0,
                List.of(new Effect.ClusterChanged(new FluxClusterStatus(
                        "ottawa",
                        START.minusMillis(2_500),
                        "s1",
                        false,
                        List.of(new FluxClusterStatus.KindStatus("Bucket", true, START, 7, null))))));

        assertThat(lines(index))
                .contains(
                        "flux_stream_cluster_clock_age_seconds{cluster=\"ottawa\"} 2.5",
                        "flux_stream_cluster_live{cluster=\"ottawa\"} 0",
                        "flux_stream_cluster_resources{cluster=\"ottawa\",kind=\"Bucket\"} 7");
    }

    private FleetIndex index(Detail detail) {
        return new FleetIndex(detail, Clock.fixed(START, ZoneOffset.UTC), registry);
    }

    private static List<String> lines(FleetIndex index) {
        StringBuilder text = new StringBuilder();
        try {
            index.writeTo(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return text.toString().lines().toList();
    }

    private static Effect row(ResourceId resource, Phase phase, boolean reconciling, long seconds) {
        Instant at = START.plusSeconds(seconds);
        return new Effect.ResourceChanged(
                resource,
                new FluxResourceStatus(
                        resource,
                        null,
                        phase,
                        reconciling,
                        null,
                        null,
                        null,
                        null,
                        false,
                        at,
                        at,
                        at,
                        List.of(),
                        null,
                        Map.of()));
    }

    private static Effect gone(ResourceId resource) {
        return new Effect.ResourceChanged(resource, null);
    }
}
