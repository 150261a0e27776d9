package io.fluxstream.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback interface. */
final class Ports {
    static final String HOST = "127.0.0.1";

    private Ports() {}

    /**
     * The port itself if it is free, or any free one for 0.
     *
     * @throws CannotStartException if somebody listens there
     */
    static int claim(String server, int port) {
        if (port < 0 || port > 65_535) {
            throw new CannotStartException("the port of " + server + " must be between 0 and 65535, but was " + port);
        }
        if (port == 0) {
            return FreePort.choose();
        }
        try {
            return bind(port);
        } catch (IOException e) {
            throw taken(server, port, e);
        }
    }

    /** Listens for a moment, to see whether somebody else does; answers the port, which is any free one of the system's for 0. */
    static int bind(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(loopback(port), 1);
            return socket.getLocalPort();
        }
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    static CannotStartException taken(String server, int port, Throwable cause) {
        return new CannotStartException(
                "port " + port + " for " + server + " is in use; stop what listens there or choose another port",
                cause);
    }
}
