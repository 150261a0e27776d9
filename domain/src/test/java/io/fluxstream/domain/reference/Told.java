package io.fluxstream.domain.reference;

import io.fluxstream.domain.alert.FluxAlert;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last word on an alert that is not resolved.
 *
 * @param rule the name of its rule
 * @param episode the one it is about now; over when the alert lingers
 * @param alert its last event
 * @param repeatsAfter only later repetitions count
 * @param lingersUntil when it will be resolved; null while its episode lasts
 */
record Told(
        String rule,
        Episode episode,
        FluxAlert alert,
        Instant repeatsAfter,
        @Nullable Instant lingersUntil) {
    boolean lingers() {
        return lingersUntil != null;
    }

    Told lingering(Episode over, Instant until) {
        return new Told(rule, over, alert, repeatsAfter, until);
    }

    Told goesOnIn(Episode other, Instant from) {
        return new Told(rule, other, alert, from, null);
    }

    Told repeatingAfter(Instant from) {
        return new Told(rule, episode, alert, from, lingersUntil);
    }

    boolean isOf(String name, Episode other) {
        return rule.equals(name)
                && episode.opening() == other.opening()
                && episode.resource().equals(other.resource());
    }
}
