package io.fluxstream.domain.reference;

import io.fluxstream.domain.rule.Rule;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a rule's alert about an episode next, and when.
 *
 * @param position of the rule among the rules
 * @param told what it said last; null when it has not fired
 * @param isEnd it ends then by itself, rather than speaking
 */
record Timer(
        int position,
        Rule rule,
        Episode episode,
        Instant due,
        @Nullable Told told,
        boolean isEnd) {
    static final Comparator<Timer> IN_ORDER = Comparator.comparing(Timer::due)
            .thenComparing(timer -> timer.episode().resource())
            .thenComparing(Timer::position)
            .thenComparing(timer -> !timer.isEnd());

    boolean isFiring() {
        return told == null && !isEnd;
    }

    Ledger.Watch watch() {
        return Ledger.Watch.of(rule, episode);
    }

    /** The next repetition after this one fired at its due time; null when the rule does not repeat. */
    @Nullable Instant following() {
        return rule.repeat() == null ? null : due.plus(rule.repeat());
    }
}
