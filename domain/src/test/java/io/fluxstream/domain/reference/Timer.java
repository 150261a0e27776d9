package io.fluxstream.domain.reference;

import io.fluxstream.domain.rule.Rule;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What a rule would say of an open episode next, and when.
 *
 * @param position of the rule among the rules
 * @param told what it said last; null when it has not fired
 */
record Timer(
        int position,
        Rule rule,
        Episode episode,
        Instant due,
        @Nullable Told told) {
    static final Comparator<Timer> IN_ORDER = Comparator.comparing(Timer::due)
            .thenComparing(timer -> timer.episode().resource())
            .thenComparing(Timer::position);

    boolean isFiring() {
        return told == null;
    }

    /** The next repetition after this one fired at its due time; null when the rule does not repeat. */
    @Nullable Instant following() {
        return rule.repeat() == null ? null : due.plus(rule.repeat());
    }
}
