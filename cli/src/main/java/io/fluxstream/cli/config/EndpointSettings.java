package io.fluxstream.cli.config;

import io.fluxstream.notify.http.Endpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The fields by which a server that is posted to is named, whatever it is. */
final class EndpointSettings {
    private static final String[] FIELDS = {
        "url", "urlFile", "bearerTokenFile", "username", "passwordFile", "caFile", "timeout"
    };

    private EndpointSettings() {}

    /** These fields and others. */
    static String[] and(String... others) {
        return Stream.concat(Stream.of(FIELDS), Stream.of(others)).toArray(String[]::new);
    }

    static Endpoint read(Section section) {
        Optional<String> username = section.text("username");
        Optional<Path> passwordFile = section.text("passwordFile").map(Path::of);
        if (username.isPresent() != passwordFile.isPresent()) {
            throw new ConfigurationException(section.path(), ": username and passwordFile belong together");
        }
        return new Endpoint(
                section.text("url").map(url -> url(section, url)).orElse(null),
                section.text("urlFile").map(Path::of).orElse(null),
                section.text("bearerTokenFile").map(Path::of).orElse(null),
                username.map(name -> new Endpoint.Login(name, passwordFile.orElseThrow()))
                        .orElse(null),
                section.text("caFile").map(Path::of).orElse(null),
                section.duration("timeout", Endpoint.DEFAULT_TIMEOUT));
    }

    private static URI url(Section section, String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            // Nothing of it is shown: a URL may be a secret.
            throw new ConfigurationException(
                    section.pathOf("url"), " is no URL; it begins with http:// or https:// and holds no spaces");
        }
    }
}
