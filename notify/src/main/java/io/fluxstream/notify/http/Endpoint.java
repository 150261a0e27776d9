package io.fluxstream.notify.http;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server that is posted to. Every file is read at each request, so that what rotates counts at once.
 *
 * @param url where; null when a file says so
 * @param urlFile a file with the URL, for URLs that are secrets themselves
 * @param bearerTokenFile a file with a token for the header Authorization
 * @param login a name and a file with a password, in place of a token
 * @param caFile certificates in PEM that are trusted in place of those of this machine
 * @param timeout how long an answer may take
 */
public record Endpoint(
        @Nullable URI url,
        @Nullable Path urlFile,
        @Nullable Path bearerTokenFile,
        @Nullable Login login,
        @Nullable Path caFile,
        Duration timeout) {
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

    /** A user's name, and where the password is. */
    public record Login(String username, Path passwordFile) {}

    public Endpoint {
        if ((url == null) == (urlFile == null)) {
            throw new IllegalArgumentException(
                    url == null ? "url is missing" : "url and urlFile exclude each other; leave one of them out");
        }
        if (url != null) {
            require(url).ifPresent(wrong -> {
                throw new IllegalArgumentException("url " + wrong);
            });
        }
        if (bearerTokenFile != null && login != null) {
            throw new IllegalArgumentException(
                    "bearerTokenFile and username exclude each other; leave one of them out");
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException(
                    "timeout must be more than 0s and at most 1m, but was " + timeout.toMillis() + "ms");
        }
    }

    /** A server that asks for nothing. */
    public static Endpoint at(URI url) {
        return new Endpoint(url, null, null, null, null, DEFAULT_TIMEOUT);
    }

    /** What is wrong with a URL, without the URL itself: it may hold a secret. */
    static Optional<String> require(URI url) {
        String scheme = url.getScheme();
        if (!"http".equalsIgnoreCase(scheme) && !"https".equalsIgnoreCase(scheme)) {
            return Optional.of("must begin with http:// or https://");
        }
        if (url.getHost() == null) {
            return Optional.of("must name a host");
        }
        if (url.getRawUserInfo() != null) {
            return Optional.of("must hold no credentials; write username and passwordFile");
        }
        return Optional.empty();
    }

    /** Scheme, host and port, and where everything else comes from: a path may be a secret. */
    @Override
    public String toString() {
        URI known = url;
        return known == null ? "the URL in " + urlFile : origin(known);
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }
}
