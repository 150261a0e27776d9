package io.fluxstream.observe;

/**
 * Where to listen.
 *
 * @param host a name or address of this machine; 0.0.0.0 for all of them
 * @param port 0 for any free one
 */
public record HttpAddress(String host, int port) {
    public HttpAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the HTTP address must not be empty");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("the HTTP port must be between 0 and 65535, but was " + port);
        }
    }
}
