package io.fluxstream.domain.semantics;

import static io.fluxstream.domain.semantics.Status.failed;
import static io.fluxstream.domain.semantics.Status.progressing;
import static io.fluxstream.domain.semantics.Status.ready;
import static io.fluxstream.domain.semantics.Status.waiting;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.rule.Flapping;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.When;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FlappingTest extends ClusterStory {
    private static Rule.Builder flapping(int changes) {
        return Rule.alert("FLAPPING").when(When.FLAPPING).flapping(new Flapping(changes, ofMinutes(10)));
    }

    @BeforeEach
    void threeChangesInTenMinutesAreTooMany() {
        rules(flapping(3).build());
    }

    private void fails() {
        observe(PODINFO, failed("BuildFailed", "one"));
        later(ofMinutes(1));
    }

    private void recovers() {
        observe(PODINFO, ready());
        later(ofMinutes(1));
    }

    @Test
    void itOpensWithTheLastOfSoManyChangesBetweenReadyAndFailed() {
        recovers();
        fails();
        recovers();
        assertThat(told()).isEmpty();
        fails();
        assertThat(told()).containsExactly("FLAPPING firing at 3M");
        assertThat(lastAlert().since()).isEqualTo(START.plusSeconds(180));
    }

    @Test
    void whatOnlyPassesByIsNoChange() {
        recovers();
        observe(PODINFO, progressing());
        observe(PODINFO, waiting());
        fails();
        observe(PODINFO, progressing());
        observe(PODINFO, failed("HealthCheckFailed"));
        observe(PODINFO, waiting());
        recovers();
        assertThat(told()).isEmpty();
        fails();
        assertThat(told()).containsExactly("FLAPPING firing at 3M");
    }

    @Test
    void changesFurtherApartThanTheWindowDoNotCount() {
        recovers();
        fails();
        recovers();
        later(ofMinutes(8).plusMillis(1));
        fails();
        assertThat(told()).isEmpty();
    }

    @Test
    void changesExactlyAWindowApartDo() {
        recovers();
        fails();
        recovers();
        later(ofMinutes(8));
        fails();
        assertThat(told()).containsExactly("FLAPPING firing at 11M");
    }

    @Test
    void itClosesWhenAWindowPassesWithoutAChange() {
        recovers();
        fails();
        recovers();
        fails();
        recovers();
        passes(ofMinutes(9));
        assertThat(told()).containsExactly("FLAPPING firing at 3M");
        passes(ofMinutes(1));
        assertThat(told()).containsExactly("FLAPPING firing at 3M", "FLAPPING resolved at 14M");
        assertThat(lastAlert().resolution()).isEqualTo(Resolution.RECOVERED);
    }

    @Test
    void itClosesEvenWhileTheFailureLasts() {
        recovers();
        fails();
        recovers();
        fails();
        passes(ofMinutes(10));
        assertThat(told()).containsExactly("FLAPPING firing at 3M", "FLAPPING resolved at 13M");
    }

    @Test
    void aChangeAtTheVeryInstantKeepsItOpen() {
        recovers();
        fails();
        recovers();
        fails();
        later(ofMinutes(9));
        recovers();
        passes(ofMinutes(9));
        assertThat(told()).containsExactly("FLAPPING firing at 3M");
    }

    @Test
    void itSaysWhatTheLastFailureSaid() {
        rules(flapping(4).build());
        recovers();
        fails();
        recovers();
        observe(PODINFO, failed("HealthCheckFailed", "two").attempted("main@sha1:2"));
        recovers();
        assertThat(lastAlert().reason()).isEqualTo("HealthCheckFailed");
        assertThat(lastAlert().message()).isEqualTo("two");
        assertThat(lastAlert().revision()).isEqualTo("main@sha1:2");
    }

    @Test
    void itMustLastLikeAnyOther() {
        rules(flapping(3).lasting(ofMinutes(2)).repeat(ofMinutes(5)).build());
        recovers();
        fails();
        recovers();
        fails();
        recovers();
        passes(ofMinutes(9));
        assertThat(told()).containsExactly("FLAPPING firing at 5M", "FLAPPING repeated at 10M");
    }

    @Test
    void whatEndsAtTheInstantOfARepetitionIsNotRepeated() {
        rules(flapping(3).repeat(ofMinutes(10)).build());
        recovers();
        fails();
        recovers();
        fails();
        passes(ofMinutes(15));
        assertThat(told()).containsExactly("FLAPPING firing at 3M", "FLAPPING resolved at 13M");
    }

    @Test
    void aSuspensionEndsItAndForgetsTheChanges() {
        recovers();
        fails();
        recovers();
        fails();
        observe(PODINFO, ready().suspended());
        assertThat(told()).containsExactly("FLAPPING firing at 3M", "FLAPPING resolved at 4M");
        assertThat(lastAlert().resolution()).isEqualTo(Resolution.SUSPENDED);
        fromHereOn();
        recovers();
        fails();
        recovers();
        assertThat(told()).isEmpty();
    }

    @Test
    void aDeletionEndsIt() {
        recovers();
        fails();
        recovers();
        fails();
        delete(PODINFO);
        assertThat(lastAlert().resolution()).isEqualTo(Resolution.DELETED);
    }

    @Test
    void anEndOutsideTheLeaseWaitsAndIsNotComeThroughIfItGoesOnMeanwhile() {
        heartbeat(live("Kustomization"));
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(11));
        observe(PODINFO, ready());
        heartbeat(live("Kustomization"));
        passes(ofSeconds(10));
        assertThat(told()).containsExactly("FLAPPING firing at 0S");
    }

    @Test
    void whatEndedOutsideTheLeaseIsResolvedOnceTheKindIsLiveAgain() {
        rules(flapping(3).repeat(ofMinutes(3)).build());
        heartbeat(live("Kustomization"));
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed"));
        observe(PODINFO, ready());
        observe(PODINFO, failed("BuildFailed"));
        later(ofMinutes(11));
        heartbeat(live("Kustomization"));
        assertThat(told()).containsExactly("FLAPPING firing at 0S", "FLAPPING resolved at 10M");
    }

    @Test
    void itIsKeptLikeAnyOther() {
        rules(flapping(3).keepFiringFor(ofMinutes(5)).build());
        recovers();
        fails();
        recovers();
        fails();
        passes(ofMinutes(14));
        assertThat(told()).containsExactly("FLAPPING firing at 3M");
        passes(ofMillis(1));
        passes(ofMinutes(1));
        assertThat(told()).containsExactly("FLAPPING firing at 3M", "FLAPPING resolved at 18M");
    }
}
