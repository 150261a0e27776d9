package io.fluxstream.history.simulate;

/**
 * Why reconciles of a resource fail for a while.
 *
 * @param message may hold {@code %s}, which is another word in every attempt
 * @param untilPush whether only another revision mends it
 * @param until when it passes by itself, in milliseconds since 1970
 */
record Fault(String reason, String message, boolean untilPush, long until) {
    boolean holds(long now) {
        return untilPush || now < until;
    }
}
