package io.fluxstream.cli.config;

import io.fluxstream.security.kafka.SaslClientGrant;
import io.fluxstream.security.kafka.SaslCredentials;
import io.fluxstream.security.kafka.SaslPassword;
import io.fluxstream.security.kafka.SaslToken;
import java.net.URI;
import java.nio.file.Path;

/** The section {@code kafka.sasl}: who we say we are, and the file with the proof. */
final class SaslSettings {
    private static final String OAUTHBEARER = "OAUTHBEARER";

    private SaslSettings() {}

    static SaslCredentials read(Section section) {
        String mechanism = section.requiredText("mechanism");
        if (!mechanism.equals(OAUTHBEARER)) {
            return password(section, mechanism);
        }
        return section.text("tokenEndpoint").isPresent() ? grant(section) : token(section);
    }

    private static SaslCredentials password(Section section, String mechanism) {
        if (!SaslPassword.MECHANISMS.contains(mechanism)) {
            throw new ConfigurationException(
                    section.pathOf("mechanism"),
                    " must be one of "
                            + String.join(", ", SaslPassword.MECHANISMS) + ", " + OAUTHBEARER + ", but was \""
                            + mechanism
                            + "\"");
        }
        section.allow("mechanism", "username", "passwordFile");
        return new SaslPassword(
                mechanism, section.requiredText("username"), Path.of(section.requiredText("passwordFile")));
    }

    private static SaslCredentials token(Section section) {
        section.allow("mechanism", "tokenFile", "tokenEndpoint");
        return new SaslToken(Path.of(section.requiredText("tokenFile")));
    }

    /** Nothing of what is wrong is shown: whoever writes a secret into a URL does it here. */
    private static URI endpoint(Section section) {
        String text = section.requiredText("tokenEndpoint");
        try {
            URI url = URI.create(text);
            if (("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null) {
                return url;
            }
        } catch (IllegalArgumentException quotesIt) {
            // said below
        }
        throw new ConfigurationException(
                section.pathOf("tokenEndpoint"),
                " must be a URL that begins with https:// or http:// and holds no credentials");
    }

    private static SaslCredentials grant(Section section) {
        section.allow("mechanism", "tokenEndpoint", "clientId", "clientSecretFile", "scope");
        return new SaslClientGrant(
                endpoint(section),
                section.requiredText("clientId"),
                Path.of(section.requiredText("clientSecretFile")),
                section.text("scope").orElse(null));
    }
}
