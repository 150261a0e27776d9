package io.fluxstream.security.kafka;

import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;

/**
 * A bearer token that somebody else renews, such as the kubelet that of a service account.
 *
 * @param tokenFile read with every new connection
 */
public record SaslToken(Path tokenFile) implements SaslCredentials {
    static final String MECHANISM = "OAUTHBEARER";

    @Override
    public String mechanism() {
        return MECHANISM;
    }

    @Override
    public boolean isSentAsItIs() {
        return true;
    }

    @Override
    public Map<String, String> properties() {
        return Map.of(
                SaslConfigs.SASL_JAAS_CONFIG,
                Jaas.line(OAuthBearerLoginModule.class, Map.of(Jaas.TOKEN_FILE, tokenFile.toString())),
                // The first for connections, the second so that logging in, which Kafka insists on, finds something.
                SaslConfigs.SASL_CLIENT_CALLBACK_HANDLER_CLASS,
                TokenFromFile.class.getName(),
                SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS,
                TokenFromFile.class.getName());
    }
}
