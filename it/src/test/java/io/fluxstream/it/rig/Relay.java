package io.fluxstream.it.rig;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** The network between a client and a server, which can be cut, slowed down or stopped. It knows nothing of what passes through it. */
public final class Relay implements AutoCloseable {
    private static final int CHUNK = 1 << 16;
    private static final Duration STALLED_FOR = Duration.ofMillis(50);

    private final int target;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean stalled;
    private volatile long delayMillis;

    private Relay(int target, ServerSocket door) {
        this.target = target;
        this.door = door;
    }

    /** To a port of the loopback interface, from another one. */
    public static Relay to(int port) {
        try {
            Relay relay = new Relay(port, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            start("accept", relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Breaks every connection, and each new one at once. */
    public void cut() {
        cut = true;
        open.forEach(Relay::drop);
    }

    /** Breaks every connection as if the other side had never heard of it; new ones are welcome. */
    public void reset() {
        open.forEach(socket -> {
            try {
                socket.setSoLinger(true, 0);
            } catch (IOException closedMeanwhile) {
                // Then there is nothing left to reset.
            }
            drop(socket);
        });
    }

    /** Nothing passes any more, and nobody is told. */
    public void stall() {
        stalled = true;
    }

    /** Whatever passes, in either direction, passes so much later. */
    public void delay(Duration delay) {
        delayMillis = delay.toMillis();
    }

    /** All is well again. */
    public void mend() {
        cut = false;
        stalled = false;
        delayMillis = 0;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                join(door.accept());
            } catch (IOException closedOrNobodyThere) {
                // What a client sees of either is that its connection ended.
            }
        }
    }

    private void join(Socket client) throws IOException {
        open.add(client);
        try {
            if (cut) {
                throw new IOException("cut");
            }
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(server);
            start("there", () -> pump(client, server));
            start("back", () -> pump(server, client));
        } catch (IOException e) {
            drop(client);
            open.remove(client);
            throw e;
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] bytes = new byte[CHUNK];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                hold();
                to.getOutputStream().write(bytes, 0, read);
            }
        } catch (IOException endedByEitherSide) {
            // Closing both tells the other.
        } finally {
            open.remove(from);
        }
    }

    private void hold() {
        if (delayMillis > 0) {
            LockSupport.parkNanos(Duration.ofMillis(delayMillis).toNanos());
        }
        while (stalled) {
            LockSupport.parkNanos(STALLED_FOR.toNanos());
        }
    }

    private static void drop(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "relay-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        cut();
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
