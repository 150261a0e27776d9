package io.fluxstream.security.kafka;

import io.fluxstream.security.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import org.apache.kafka.common.security.auth.AuthenticateCallbackHandler;
import org.apache.kafka.common.security.scram.ScramExtensionsCallback;

/** Answers with what is in the password file whenever a connection is made. */
public final class PasswordFromFile implements AuthenticateCallbackHandler {
    private String username = "";
    private Path file = Path.of("");

    @Override
    public void configure(Map<String, ?> properties, String mechanism, List<AppConfigurationEntry> entries) {
        username = Jaas.option(entries, Jaas.USERNAME).orElse("");
        file = Path.of(Jaas.option(entries, Jaas.PASSWORD_FILE).orElse(""));
    }

    @Override
    public void handle(Callback[] callbacks) throws IOException, UnsupportedCallbackException {
        for (Callback callback : callbacks) {
            if (callback instanceof NameCallback name) {
                name.setName(username);
            } else if (callback instanceof PasswordCallback password) {
                password.setPassword(SecretFile.text(file).toCharArray());
            } else if (!(callback instanceof ScramExtensionsCallback)) {
                throw new UnsupportedCallbackException(callback);
            }
        }
    }

    @Override
    public void close() {}
}
