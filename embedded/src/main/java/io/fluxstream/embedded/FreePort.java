package io.fluxstream.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
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
        for (int tried = 0; tried < END - FIRST; tried++) {
            int port = FIRST + Math.floorMod(next.getAndIncrement(), END - FIRST);
            try {
                return Ports.bind(port);
            } catch (IOException taken) {
                // Then the next one.
            }
        }
        try {
            return Ports.bind(0);
        } catch (IOException e) {
            throw new UncheckedIOException("no port of the loopback interface is free", e);
        }
    }
}
