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
    /** Finding one among the providers takes longer than using it. */
    private static final ThreadLocal<MessageDigest> SHA_256 = ThreadLocal.withInitial(AlertIdentity::sha256);

    /**
     * The ids of a rule's alert about the episode.
     *
     * @param alert its own
     * @param incident what all alerts about the episode share
     */
    public record Ids(String alert, String incident) {}

    /** The ids of a rule's alert about the episode. */
    public Ids ids(String rule) {
        String joined = joined();
        return new Ids(hash(rule + '\n' + joined), hash(joined));
    }

    private String joined() {
        return resource.toString() + '\n' + uid + '\n' + EventTime.format(since) + '\n' + resourceVersion;
    }

    private static String hash(String text) {
        byte[] digest = SHA_256.get().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, DIGITS / 2);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
