package io.fluxstream.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that have to be told theirs before they listen.
 *
 * <p>What the system itself gives away for port 0 comes from the range of outgoing connections, and until the server listens, any
 * connection may get the same one. These come from below that range, as Linux, macOS and Windows have it by default.
 */
public final class FreePort {
    private static final int FIRST = 20_000;

    /** Kubernetes' node ports begin here; Linux' outgoing connections at 32768. */
    private static final int END = 30_000;

    /** Two processes at once begin at places of their own; none gives a port twice before all have had their turn. */
    private static final AtomicInteger next = new AtomicInteger(new Random().nextInt(END - FIRST));

    private FreePort() {}

    /**
     * A port of the loopback interface that nobody listens on.
     *
     * @throws UncheckedIOException if none at all is free
     */
    public static int choose() {
        for (int tried = FIRST; tried < END; tried++) {
            int port = FIRST + Math.floorMod(next.getAndIncrement(), END - FIRST);
            if (isFree(port)) {
                return port;
            }
        }
        return anyOfTheSystem();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(Ports.loopback(port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int anyOfTheSystem() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(Ports.loopback(0), 1);
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no port of the loopback interface is free", e);
        }
    }
}
