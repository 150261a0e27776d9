package io.fluxstream.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fluxstream.it.rig.NeedsRig;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A few of the rounds that docs/reliability.md reports on, with shorter outages; {@code it/chaos} runs as many as one likes. */
@NeedsRig
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
class ChaosIT {
    private Lane lane;

    @BeforeAll
    void begin() {
        assumeTrue(Needs.missing().isEmpty(), () -> Needs.missing().toString());
        lane = new Lane(Path.of("target", "chaos", "build").toAbsolutePath(), Pace.SHORT);
    }

    @AfterAll
    void end() {
        if (lane != null) {
            lane.close();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {3, 10, 12, 29})
    void whateverHappensEveryAlertIsRaisedOnceAndNothingElseIs(long seed) {
        Verdict verdict = lane.run(seed);
        System.out.println(verdict.line());
        assertThat(verdict.complaint()).as(verdict.line()).isNull();
    }
}
