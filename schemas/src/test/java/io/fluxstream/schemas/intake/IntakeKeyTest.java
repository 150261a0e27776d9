package io.fluxstream.schemas.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Deleted;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.domain.status.FluxStatusEvent.SessionStarted;
import io.fluxstream.schemas.Topics;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntakeKeyTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final ResourceId APPS = new ResourceId("ottawa", "Kustomization", "flux-system", "apps");

    static FluxStatusEvent[] events() {
        return new FluxStatusEvent[] {
            Observed.of(APPS, "s", NOW)
                    .apiVersion("kustomize.toolkit.fluxcd.io/v1")
                    .uid("u")
                    .build(),
            new Deleted(APPS, "s", NOW, "u", 7),
            new SessionStarted("ottawa", "s", NOW),
        };
    }

    @ParameterizedTest
    @MethodSource("events")
    void onlyTheKeyOfItsValueIsAccepted(FluxStatusEvent event) {
        byte[] value = Topics.STATUS.codec().encode(event);
        byte[] key = event.key().getBytes(UTF_8);

        assertThat(Intake.read(key, value, NOW)).isInstanceOf(Reading.Accepted.class);
        for (int i = 0; i < key.length; i++) {
            byte[] other = key.clone();
            other[i]++;
            assertThat(Intake.read(other, value, NOW)).isInstanceOf(Reading.DeadLetter.class);
        }
        assertThat(Intake.read(Arrays.copyOf(key, key.length - 1), value, NOW)).isInstanceOf(Reading.DeadLetter.class);
        assertThat(Intake.read(Arrays.copyOf(key, key.length + 1), value, NOW)).isInstanceOf(Reading.DeadLetter.class);
    }
}
