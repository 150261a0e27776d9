package io.fluxstream.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The headers of Standard Webhooks: an id by which a receiver knows what it has, when it was sent, and an HMAC-SHA256 of both and
 * the body, so that nobody else can send, change or repeat it later.
 */
final class Signature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String ENCODED = "whsec_";

    private Signature() {}

    /**
     * The headers of one message.
     *
     * @param second when it is sent, in seconds since 1970
     * @param secrets none to leave the signature out
     * @throws IllegalArgumentException if a secret that says it is Base64 is not
     */
    static Map<String, String> headers(String id, long second, byte[] body, List<String> secrets) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("webhook-id", id);
        headers.put("webhook-timestamp", Long.toString(second));
        if (!secrets.isEmpty()) {
            headers.put(
                    "webhook-signature",
                    secrets.stream()
                            .map(secret -> "v1," + sign(key(secret), id, second, body))
                            .collect(Collectors.joining(" ")));
        }
        return headers;
    }

    /** A secret that begins with {@code whsec_} is Base64; any other is taken as it is. */
    private static byte[] key(String secret) {
        return secret.startsWith(ENCODED)
                ? Base64.getDecoder().decode(secret.substring(ENCODED.length()))
                : secret.getBytes(UTF_8);
    }

    private static String sign(byte[] key, String id, long second, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update((id + '.' + second + '.').getBytes(UTF_8));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
