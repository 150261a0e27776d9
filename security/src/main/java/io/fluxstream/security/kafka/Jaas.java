package io.fluxstream.security.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.security.auth.login.AppConfigurationEntry;

/** The one-line configuration that Kafka has for logins. Files are named in it, secrets are not. */
final class Jaas {
    static final String USERNAME = "fluxStreamUsername";
    static final String PASSWORD_FILE = "fluxStreamPasswordFile";
    static final String TOKEN_FILE = "fluxStreamTokenFile";
    static final String SECRET_FILE = "fluxStreamClientSecretFile";

    private Jaas() {}

    static String line(Class<?> module, Map<String, String> options) {
        StringBuilder line = new StringBuilder(module.getName()).append(" required");
        new TreeMap<>(options)
                .forEach((name, value) -> line.append(' ')
                        .append(name)
                        .append("=\"")
                        .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"'));
        return line.append(';').toString();
    }

    static Optional<String> option(List<AppConfigurationEntry> entries, String name) {
        return entries.stream()
                .map(entry -> entry.getOptions().get(name))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }
}
