package io.fluxstream.history.simulate;

import java.time.Duration;
import java.util.List;

/** Numbers that look like chance and are the same for the same seed, on every Java: SplitMix64. */
final class Chance {
    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final String HEX = "0123456789abcdef";

    private long state;

    Chance(long seed) {
        state = seed;
    }

    /** Another sequence, which does not depend on how far this one is. */
    static Chance of(long seed, long salt) {
        return new Chance(mix(seed) ^ mix(salt * STEP + 1));
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    long next() {
        state += STEP;
        return mix(state);
    }

    /** From 0 up to and without 1. */
    double fraction() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** From 0 up to and without the bound. */
    int below(int bound) {
        return (int) (fraction() * bound);
    }

    boolean happens(double probability) {
        return fraction() < probability;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** Milliseconds between two lengths, all as likely. */
    long between(Duration least, Duration most) {
        return between(least.toMillis(), most.toMillis());
    }

    long between(long least, long most) {
        return least + (long) (fraction() * (most - least));
    }

    /** Milliseconds between two lengths; short ones are as likely as long ones, by orders of magnitude. */
    long scaled(Duration least, Duration most) {
        double low = StrictMath.log((double) least.toMillis());
        double high = StrictMath.log((double) most.toMillis());
        return (long) StrictMath.exp(low + fraction() * (high - low));
    }

    /** Milliseconds until the next of something that happens that often a day on average. */
    long untilNext(double timesADay) {
        double mean = Duration.ofDays(1).toMillis() / timesADay;
        return 1 + (long) (-mean * StrictMath.log(1 - fraction()));
    }

    String hex(int digits) {
        StringBuilder text = new StringBuilder(digits);
        for (int i = 0; i < digits; i++) {
            text.append(HEX.charAt(below(16)));
        }
        return text.toString();
    }

    /** In the shape that Kubernetes gives its uids. */
    String uid() {
        return hex(8) + '-' + hex(4) + "-4" + hex(3) + '-' + "89ab".charAt(below(4)) + hex(3) + '-' + hex(12);
    }
}
