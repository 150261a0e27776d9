package io.fluxstream.security.kafka;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token that is asked for with an identity and a secret of our own, and renewed before it expires.
 *
 * @param tokenEndpoint where it is asked for
 * @param clientSecretFile read with every such question
 * @param scope null for what the endpoint gives anyway
 */
public record SaslClientGrant(
        URI tokenEndpoint,
        String clientId,
        Path clientSecretFile,
        @Nullable String scope) implements SaslCredentials {
    @Override
    public String mechanism() {
        return SaslToken.MECHANISM;
    }

    @Override
    public boolean isSentAsItIs() {
        return true;
    }

    @Override
    public Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        properties.put(
                SaslConfigs.SASL_JAAS_CONFIG,
                Jaas.line(OAuthBearerLoginModule.class, Map.of(Jaas.SECRET_FILE, clientSecretFile.toString())));
        properties.put(SaslConfigs.SASL_LOGIN_CALLBACK_HANDLER_CLASS, OAuthBearerLoginCallbackHandler.class.getName());
        properties.put(SaslConfigs.SASL_OAUTHBEARER_JWT_RETRIEVER_CLASS, SecretFromFile.class.getName());
        properties.put(SaslConfigs.SASL_OAUTHBEARER_TOKEN_ENDPOINT_URL, tokenEndpoint.toString());
        properties.put(SaslConfigs.SASL_OAUTHBEARER_CLIENT_CREDENTIALS_CLIENT_ID, clientId);
        if (scope != null) {
            properties.put(SaslConfigs.SASL_OAUTHBEARER_SCOPE, scope);
        }
        return properties;
    }
}
