package io.fluxstream.history.verify;

import org.jspecify.annotations.Nullable;

/**
 * Where a topic first says something else than the log gives.
 *
 * @param statusOffset of the record of flux-status that brings it about; -1 when none does
 * @param expected the key and value that follow from the log; null when nothing more does
 * @param offset in the topic, of what is there instead; -1 when nothing is
 * @param found the key and value that are there; null when nothing is
 */
public record Mismatch(
        String topic,
        int partition,
        String cluster,
        long statusOffset,
        @Nullable String expected,
        long offset,
        @Nullable String found) {
    /** In one sentence. */
    public String said() {
        String where = topic + "-" + partition;
        if (expected == null) {
            return where + " offset " + offset + " holds what does not follow from the log: " + found;
        }
        String follows = "what follows from flux-status-" + partition + " offset " + statusOffset + ": " + expected;
        return found == null
                ? where + " lacks " + follows
                : where + " offset " + offset + " holds " + found + " in place of " + follows;
    }
}
