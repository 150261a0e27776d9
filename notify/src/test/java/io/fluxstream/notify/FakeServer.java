package io.fluxstream.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fluxstream.notify.http.Endpoint;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Somebody else's HTTP server: it keeps what it is sent, and answers what a test has it answer. */
public final class FakeServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile Function<Received, Reply> answers = request -> Reply.of(200);

    /** A request; names of headers in lower case. */
    public record Received(String path, Map<String, String> headers, String body) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /**
     * A response.
     *
     * @param how whether it comes at all, and wholly
     */
    public record Reply(int status, String body, Map<String, String> headers, How how) {
        public static Reply of(int status) {
            return of(status, "");
        }

        public static Reply of(int status, String body) {
            return new Reply(status, body, Map.of(), How.AT_ONCE);
        }
    }

    /** How a response comes. */
    public enum How {
        AT_ONCE,
        /** Not before the server is closed. */
        NEVER,
        /** Its headers at once, the end of its body never. */
        HALF
    }

    private FakeServer(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public static FakeServer start() {
        return new FakeServer(0);
    }

    /** On the port of one that was closed. */
    public static FakeServer startAgain(FakeServer closed) {
        return new FakeServer(closed.server.getAddress().getPort());
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    public Endpoint endpoint(String path) {
        return new Endpoint(url(path), null, null, null, null, Duration.ofSeconds(20));
    }

    public void answers(Function<Received, Reply> with) {
        answers = with;
    }

    /** Everything it was sent, in order, whatever it answered. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        Received request = new Received(exchange.getRequestURI().toString(), headers, body);
        Reply reply = answers.apply(request);
        received.add(request);
        if (reply.how() == How.NEVER) {
            hold();
        }
        reply.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        byte[] bytes = reply.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(
                reply.status(), reply.how() == How.HALF ? 0 : bytes.length == 0 ? -1 : bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
            if (reply.how() == How.HALF) {
                out.flush();
                hold();
            }
        }
    }

    private void hold() {
        try {
            if (!released.await(5, TimeUnit.MINUTES)) {
                throw new IllegalStateException("nobody closed the server");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
