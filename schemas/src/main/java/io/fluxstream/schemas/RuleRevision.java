package io.fluxstream.schemas;

import io.fluxstream.domain.EventTime;
import java.time.Instant;

/**
 * Rules that are, or were, in force: a record of flux-rules. Its key is the revision as decimal text.
 *
 * @param revision the greatest one counts
 * @param hash SHA-256 of the content, in hexadecimal digits
 * @param content the rule file's text, with line ends as {@code \n}
 */
public record RuleRevision(long revision, String hash, Instant addedAt, Origin origin, String content) {
    /** Who gave the rules. */
    public enum Origin {
        /** They come with flux-stream. */
        BUILT_IN,
        FILE;

        /** As on the wire. */
        public String wireName() {
            return this == BUILT_IN ? "built-in" : "file";
        }
    }

    public RuleRevision {
        if (revision < 1) {
            throw new IllegalArgumentException("revision must be at least 1, but was " + revision);
        }
        if (hash.isEmpty()) {
            throw new IllegalArgumentException("hash must not be empty");
        }
        addedAt = EventTime.of(addedAt);
    }

    public String key() {
        return Long.toString(revision);
    }
}
