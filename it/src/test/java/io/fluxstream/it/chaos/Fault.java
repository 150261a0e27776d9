package io.fluxstream.it.chaos;

import java.time.Duration;

/**
 * Something that goes wrong once.
 *
 * @param target on whom it is played
 * @param at when it begins, after the beginning of the play
 * @param lasts how long it lasts; nothing for what happens at once
 * @param amount milliseconds of latency, seconds of a clock's step, records; 0 where there is nothing to count
 */
record Fault(Family family, String target, Duration at, Duration lasts, long amount) {
    @Override
    public String toString() {
        return family + " " + target + "@" + at.toMillis() + "+" + lasts.toMillis() + (amount == 0 ? "" : "/" + amount);
    }
}
