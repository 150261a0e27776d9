package io.fluxstream.domain.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The small row of a resource, told from every row of every resource. */
class ProgressRowTest {
    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    @Test
    void aResourceMayBeNamedLikeTheRow() {
        ClusterEngine engine = new ClusterEngine("ottawa", RuleSet.builtIn());
        Map<String, MemoryRow> rows = new LinkedHashMap<>();
        for (int version = 1; version <= 3; version++) {
            engine.apply(Observed.of(new ResourceId("ottawa", "Kustomization", "apps", "progress"), "s", START)
                    .apiVersion("kustomize.toolkit.fluxcd.io/v1")
                    .uid("uid")
                    .resourceVersion(version)
                    .build());
            engine.takeChangedRows().forEach(row -> rows.put(row.key(), row));
        }

        ClusterEngine restored = ClusterEngine.restore("ottawa", RuleSet.builtIn(), rows.values());

        assertThat(restored.rows()).usingRecursiveComparison().isEqualTo(engine.rows());
    }
}
