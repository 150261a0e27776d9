package io.fluxstream.observe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port that answers GET and HEAD for a few pages, and nothing else. */
final class HttpPort implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);
    /** So that a scrape under way, or one who reads slowly, does not keep a probe waiting. */
    private static final int AT_ONCE = 4;

    private static final int BUFFER = 1 << 15;

    static {
        // The JDK's server reads these once: nobody holds a thread, or all connections, by being slow.
        limit("sun.net.httpserver.maxReqTime", "10");
        limit("sun.net.httpserver.maxRspTime", "30");
        limit("jdk.httpserver.maxConnections", "64");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final Map<String, Supplier<Answer>> pages;

    private HttpPort(HttpServer server, Map<String, Supplier<Answer>> pages) {
        this.server = server;
        this.pages = new TreeMap<>(pages);
        threads = Executors.newFixedThreadPool(AT_ONCE, threadFactory());
        server.setExecutor(threads);
        server.createContext("/", this::answer);
    }

    /**
     * Begins to answer.
     *
     * @throws CannotListenException if somebody listens there already, or the address is not this machine's
     */
    static HttpPort open(HttpAddress address, Map<String, Supplier<Answer>> pages) {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(address.host(), address.port()), 0);
        } catch (IOException | RuntimeException e) {
            throw new CannotListenException(address, e);
        }
        HttpPort port = new HttpPort(server, pages);
        server.start();
        return port;
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            respond(exchange, answerTo(exchange));
        } catch (IOException e) {
            LOG.debug("whoever asked has gone: {}", e.toString());
        } catch (RuntimeException e) {
            LOG.warn("{} could not be answered: {}", exchange.getRequestURI().getPath(), e.toString());
            LOG.debug("the failure", e);
        }
    }

    private Answer answerTo(HttpExchange exchange) {
        Supplier<Answer> page = pages.get(exchange.getRequestURI().getPath());
        if (page == null) {
            return Answer.text(Answer.NOT_FOUND, "there are " + String.join(", ", pages.keySet()) + "\n");
        }
        if (!isHead(exchange) && !exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Answer.text(Answer.METHOD_NOT_ALLOWED, "only GET and HEAD: nothing can be changed here\n");
        }
        return page.get();
    }

    private static void respond(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (isHead(exchange)) {
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        boolean zipped = takesGzip(exchange.getRequestHeaders().getFirst("Accept-Encoding"));
        if (zipped) {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        exchange.sendResponseHeaders(answer.status(), 0);
        try (OutputStream out = new BufferedOutputStream(
                zipped ? zip(exchange.getResponseBody()) : exchange.getResponseBody(), BUFFER)) {
            answer.body().writeTo(out);
        }
    }

    /** The fastest level: labels repeat, so that even it makes a fraction of them. */
    private static OutputStream zip(OutputStream out) throws IOException {
        return new GZIPOutputStream(out, BUFFER) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    private static boolean takesGzip(@Nullable String accepted) {
        return accepted != null && accepted.contains("gzip");
    }

    private static void limit(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static ThreadFactory threadFactory() {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "http-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
