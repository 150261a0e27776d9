package io.fluxstream.cli.roles;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that lets nobody in, and tells everybody what they came with. */
final class EchoServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<String> asked = new ConcurrentSkipListSet<>();

    EchoServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::refuse);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** First words of the paths that were asked for. */
    Set<String> asked() {
        return asked;
    }

    private void refuse(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        asked.add(path.split("/", 3)[1]);
        String text = "{\"kind\":\"Status\",\"code\":403,\"message\":\"not you, who asked for " + path.replace('"', ' ')
                + " with " + exchange.getRequestHeaders().entrySet().toString().replace('"', ' ') + "\"}";
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(403, text.getBytes(UTF_8).length);
        exchange.getResponseBody().write(text.getBytes(UTF_8));
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
