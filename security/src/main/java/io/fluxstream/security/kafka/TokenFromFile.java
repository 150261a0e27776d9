package io.fluxstream.security.kafka;

import io.fluxstream.security.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.auth.SaslExtensionsCallback;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerTokenCallback;

/** Answers with the token that is in the file whenever a connection is made. */
public final class TokenFromFile implements AuthenticateCallbackHandler {
    private Path file = Path.of("");

    @Override
    public void configure(Map<String, ?> properties, String mechanism, List<AppConfigurationEntry> entries) {
        file = Path.of(Jaas.option(entries, Jaas.TOKEN_FILE).orElse(""));
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof OAuthBearerTokenCallback token) {
                token.token(BearerToken.of(SecretFile.text(file), System.currentTimeMillis()));
            } else if (!(callback instanceof SaslExtensionsCallback)) {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }

    @Override
    public void close() {}
}
