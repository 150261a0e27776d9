package io.fluxstream.notify.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureTest {
    /** Message, secret and signature that the libraries of Standard Webhooks are tested with. */
    @Test
    void isTheOneOfStandardWebhooks() {
        Map<String, String> headers = Signature.headers(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330,
                "{\"test\": 2432232314}".getBytes(UTF_8),
                List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        assertThat(headers)
                .containsOnly(
                        entry("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
                        entry("webhook-timestamp", "1614265330"),
                        entry("webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    }

    @Test
    void whileASecretRotatesEverythingIsSignedWithBoth() {
        byte[] body = "{}".getBytes(UTF_8);
        String first = signature(body, List.of("new"));
        String second = signature(body, List.of("old"));
        assertThat(signature(body, List.of("new", "old"))).isEqualTo(first + " " + second);
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void withoutASecretNothingIsSigned() {
        assertThat(Signature.headers("id", 1, new byte[0], List.of()))
                .containsOnlyKeys("webhook-id", "webhook-timestamp");
    }

    private static String signature(byte[] body, List<String> secrets) {
        return Signature.headers("id", 1, body, secrets).getOrDefault("webhook-signature", "");
    }
}
