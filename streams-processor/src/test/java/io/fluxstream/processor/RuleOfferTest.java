package io.fluxstream.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxstream.processor.RuleOffer.Answer;
import io.fluxstream.schemas.RuleRevision;
import io.fluxstream.schemas.RuleRevision.Origin;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleOfferTest {
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00.000Z");

    private static RuleRevision known(long revision, String content, Origin origin) {
        return new RuleRevision(revision, content, AT, origin, content);
    }

    private static RuleRevision known(long revision, String content) {
        return known(revision, content, Origin.FILE);
    }

    private static RuleOffer offer(long revision, String content) {
        return new RuleOffer("rules.yaml", revision, content, content, Origin.FILE, false);
    }

    private static RuleOffer order(String content) {
        return new RuleOffer("rules.yaml", 0, content, content, Origin.FILE, true);
    }

    private static RuleOffer builtIn(String content) {
        return new RuleOffer("the built-in rules", 0, content, content, Origin.BUILT_IN, false);
    }

    @Test
    void theFirstRulesAreRevisionOne() {
        assertThat(builtIn("a").answer(List.of())).isEqualTo(new Answer(1, true, null));
    }

    @Test
    void theFirstRulesMayHaveANumberOfTheirOwn() {
        assertThat(offer(7, "a").answer(List.of())).isEqualTo(new Answer(7, true, null));
    }

    @Test
    void whatIsInForceIsNotAddedAgain() {
        assertThat(offer(0, "a").answer(List.of(known(3, "a")))).isEqualTo(new Answer(3, false, null));
        assertThat(offer(3, "a").answer(List.of(known(3, "a")))).isEqualTo(new Answer(3, false, null));
    }

    @Test
    void anotherContentIsTheNextRevision() {
        assertThat(offer(0, "b").answer(List.of(known(3, "a"), known(1, "c")))).isEqualTo(new Answer(4, true, null));
    }

    @Test
    void theSameRevisionWithAnotherContentIsRefused() {
        assertThatThrownBy(() -> offer(3, "b").answer(List.of(known(3, "a"))))
                .isInstanceOf(RulesRefusedException.class)
                .hasMessage("rules.yaml says it is revision 3, but flux-rules has other rules under that number:"
                        + " give it revision 4, or leave the number out");
    }

    @Test
    void aRevisionThatCameTooLateIsRefused() {
        assertThatThrownBy(() -> offer(2, "b").answer(List.of(known(3, "a"))))
                .isInstanceOf(RulesRefusedException.class)
                .hasMessageContaining("but revision 3 is in force already");
    }

    @Test
    void shippedRulesReplaceShippedRulesAndNoOthers() {
        assertThat(builtIn("b").answer(List.of(known(1, "a", Origin.BUILT_IN)))).isEqualTo(new Answer(2, true, null));
        assertThat(builtIn("b").answer(List.of(known(1, "a")))).isEqualTo(new Answer(1, false, null));
    }

    @Test
    void ofTwoProcessorsWithDifferentRulesTheOneThatStartsAgainDoesNotBringItsOwnBack() {
        Answer answer = offer(0, "a").answer(List.of(known(1, "a"), known(2, "b")));
        assertThat(answer.revision()).isEqualTo(2);
        assertThat(answer.isAdded()).isFalse();
        assertThat(answer.warning())
                .startsWith("rules.yaml is revision 1 of the rules, but revision 2 has replaced it");
    }

    @Test
    void anOrderDoes() {
        assertThat(order("a").answer(List.of(known(1, "a"), known(2, "b")))).isEqualTo(new Answer(3, true, null));
    }
}
