package io.fluxstream.it.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between a client and a server, which can be cut. It knows nothing of what passes through it. */
public final class Relay implements AutoCloseable {
    private final int target;
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

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

    public void mend() {
        cut = false;
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
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException endedByEitherSide) {
            // Closing both tells the other.
        } finally {
            open.remove(from);
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
