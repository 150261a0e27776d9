package io.fluxstream.domain.alert;

import io.fluxstream.domain.EventTime;
import io.fluxstream.domain.resource.ResourceId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * By what an episode is told from every other: its resource, incarnation, beginning and the record that opened it.
 *
 * @param uid of the resource; empty for a cluster
 * @param resourceVersion of the record that opened the episode, as written; empty for a cluster
 */
public record AlertIdentity(ResourceId resource, String uid, Instant since, String resourceVersion) {
    private static final int DIGITS = 16;

    /** The id of a rule's alert about the episode. */
    public String alertId(String rule) {
        return hash(rule + '\n' + joined());
    }

    /** The id that all alerts about the episode share. */
    public String incident() {
        return hash(joined());
    }

    private String joined() {
        return resource.toString() + '\n' + uid + '\n' + EventTime.format(since) + '\n' + resourceVersion;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
