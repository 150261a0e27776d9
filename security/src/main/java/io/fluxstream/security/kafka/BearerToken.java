package io.fluxstream.security.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerToken;
import org.jspecify.annotations.Nullable;

/** A token as Kafka wants it: what it says of itself is read from it where it can be, and nothing of it is checked. */
record BearerToken(String value, String principalName, long lifetimeMs) implements OAuthBearerToken {
    /** How soon one that does not say when it expires is asked for again. */
    private static final long ASSUMED_MS = Duration.ofMinutes(5).toMillis();

    private static final Pattern EXPIRES = Pattern.compile("\"exp\"\\s*:\\s*(\\d{1,15})");
    private static final Pattern SUBJECT = Pattern.compile("\"sub\"\\s*:\\s*\"([^\"\\\\]{1,1000})\"");

    static BearerToken of(String value, long nowMs) {
        String claims = claims(value);
        Matcher expires = EXPIRES.matcher(claims);
        Matcher subject = SUBJECT.matcher(claims);
        return new BearerToken(
                value,
                subject.find() ? subject.group(1) : "flux-stream",
                expires.find() ? Long.parseLong(expires.group(1)) * 1_000 : nowMs + ASSUMED_MS);
    }

    private static String claims(String value) {
        String[] parts = value.split("\\.", -1);
        if (parts.length < 2) {
            return "";
        }
        try {
            return new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException opaque) {
            return "";
        }
    }

    @Override
    public Set<String> scope() {
        return Set.of();
    }

    @Override
    public @Nullable Long startTimeMs() {
        return null;
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "BearerToken[" + principalName + "]";
    }
}
