package io.fluxstream.observe;

/** The HTTP port cannot be opened here; the message is one sentence that says why and what to do. */
public final class CannotListenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CannotListenException(HttpAddress address, Throwable cause) {
        super(sentence(address, cause), cause);
    }

    private static String sentence(HttpAddress address, Throwable cause) {
        String why = String.valueOf(cause.getMessage());
        if (why.contains("in use")) {
            return "port " + address.port() + " of " + address.host() + " for HTTP is in use; stop what listens there,"
                    + " choose another port with --http-port or http.port, or 0 for none";
        }
        return "port " + address.port() + " of " + address.host() + " cannot be listened on for HTTP (" + why
                + "); choose others with --http-port and --http-address, or port 0 for none";
    }
}
