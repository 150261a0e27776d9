package io.fluxstream.watcher.kubernetes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An API server that speaks lists and watches as the real one does, and fails on demand. */
final class FakeApiServer implements AutoCloseable {
    private static final String GROUP = "/apis/kustomize.toolkit.fluxcd.io/v1";
    private static final String PATH = GROUP + "/kustomizations";

    /** Answers a request instead of the server; says whether it did. */
    @FunctionalInterface
    interface Fault {
        boolean answer(HttpExchange exchange, Map<String, String> query) throws IOException, InterruptedException;
    }

    private record Event(long version, String line) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake-api-server");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, String> objects = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Fault> faults = new CopyOnWriteArrayList<>();
    private long version = 100;
    private long forgotten;
    private int connections;
    private volatile String clusterUid = "uid-1";
    private volatile boolean isInstalled = true;
    private volatile int chunk = Integer.MAX_VALUE;
    private volatile boolean closed;

    FakeApiServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Requests so far, paths with queries. */
    List<String> requests() {
        return requests;
    }

    long watches() {
        return requests.stream().filter(request -> request.contains("watch=1")).count();
    }

    void fail(Fault fault) {
        faults.add(fault);
    }

    void heal() {
        faults.clear();
    }

    void uid(String uid) {
        clusterUid = uid;
    }

    void installed(boolean installed) {
        isInstalled = installed;
    }

    /** Sends bodies in pieces of that many bytes. */
    void chunks(int bytes) {
        chunk = bytes;
    }

    synchronized long version() {
        return version;
    }

    /** Creates or changes a Kustomization; its message becomes that of Ready. */
    synchronized void put(String name, String ready, String message) {
        version++;
        boolean isNew = !objects.containsKey(name);
        objects.put(name, object(name, version, ready, message));
        events.add(new Event(version, event(isNew ? "ADDED" : "MODIFIED", objects.get(name))));
        notifyAll();
    }

    synchronized void delete(String name) {
        version++;
        objects.remove(name);
        events.add(new Event(version, event("DELETED", object(name, version, "True", ""))));
        notifyAll();
    }

    /** As an object of another kind would: the collection's version moves, no event comes. */
    synchronized void touchSomethingElse() {
        version++;
        notifyAll();
    }

    /** Sends a line as it is to every watch. */
    synchronized void say(String line) {
        version++;
        events.add(new Event(version, line));
        notifyAll();
    }

    /** From now on a watch from an earlier version is answered with 410. */
    synchronized void compact() {
        forgotten = version;
        events.clear();
    }

    /** Goes back in time, as a cluster restored from a backup. */
    synchronized void restore(long to) {
        version = to;
        events.clear();
        objects.clear();
        notifyAll();
    }

    /** Ends all open watches, with a proper end of the body. */
    synchronized void closeWatches() {
        connections++;
        notifyAll();
    }

    static void answer(HttpExchange exchange, int code, String body, String... headers) throws IOException {
        for (int i = 0; i < headers.length; i += 2) {
            exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        // Not the exchange itself: that would close the connection, which an API server keeps.
        exchange.getResponseBody().close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestURI().toString());
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        try {
            for (Fault fault : faults) {
                if (fault.answer(exchange, query)) {
                    return;
                }
            }
            if (path.equals("/api/v1/namespaces/kube-system")) {
                answer(exchange, 200, "{\"kind\":\"Namespace\",\"metadata\":{\"uid\":\"" + clusterUid + "\"}}");
            } else if (path.equals(GROUP) && isInstalled) {
                answer(
                        exchange,
                        200,
                        "{\"kind\":\"APIResourceList\",\"resources\":[{\"name\":\"kustomizations/status\",\"kind\":\"Kustomization\"},"
                                + "{\"name\":\"kustomizations\",\"kind\":\"Kustomization\",\"namespaced\":true}]}");
            } else if (path.equals(PATH) && isInstalled) {
                if (query.containsKey("watch")) {
                    watch(exchange, query);
                } else {
                    list(exchange, query);
                }
            } else {
                answer(exchange, 404, "404 page not found\n");
            }
        } catch (InterruptedException e) {
            exchange.close();
        }
    }

    private void list(HttpExchange exchange, Map<String, String> query) throws IOException {
        int limit = Integer.parseInt(query.getOrDefault("limit", "500"));
        StringBuilder body = new StringBuilder("{\"apiVersion\":\"kustomize.toolkit.fluxcd.io/v1\",\"items\":[");
        synchronized (this) {
            List<String> all = new ArrayList<>(objects.values());
            int from = query.containsKey("continue")
                    ? Integer.parseInt(query.get("continue").split("@", 2)[0])
                    : 0;
            long at = query.containsKey("continue")
                    ? Long.parseLong(query.get("continue").split("@", 2)[1])
                    : version;
            int to = Math.min(all.size(), from + limit);
            body.append(String.join(",", all.subList(from, to)));
            body.append("],\"kind\":\"KustomizationList\",\"metadata\":{\"continue\":\"")
                    .append(to < all.size() ? to + "@" + at : "")
                    .append("\",\"resourceVersion\":\"")
                    .append(at)
                    .append("\"}}\n");
        }
        exchange.sendResponseHeaders(200, 0);
        write(exchange.getResponseBody(), body.toString());
        exchange.close();
    }

    private void watch(HttpExchange exchange, Map<String, String> query) throws IOException, InterruptedException {
        long from = Long.parseLong(query.getOrDefault("resourceVersion", "0"));
        long lasting = Long.parseLong(query.getOrDefault("timeoutSeconds", "60")) * 1000;
        int connection;
        synchronized (this) {
            connection = connections;
            while (from > version && !closed) {
                wait(100);
            }
        }
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        if (from < forgotten) {
            write(
                    out,
                    "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
                            + "\"message\":\"too old resource version: " + from
                            + "\",\"reason\":\"Expired\",\"code\":410}}\n");
            exchange.close();
            return;
        }
        out.flush();
        long deadline = System.currentTimeMillis() + lasting;
        long bookmark = System.currentTimeMillis() + Math.max(100, lasting - 2900);
        long sent = from;
        while (!closed && System.currentTimeMillis() < deadline) {
            List<Event> due = new ArrayList<>();
            synchronized (this) {
                if (connections != connection) {
                    break;
                }
                for (Event event : events) {
                    if (event.version > sent) {
                        due.add(event);
                    }
                }
                if (due.isEmpty()) {
                    wait(20);
                }
            }
            for (Event event : due) {
                write(out, event.line + '\n');
                sent = event.version;
            }
            if (System.currentTimeMillis() >= bookmark) {
                bookmark = Long.MAX_VALUE;
                long at;
                synchronized (this) {
                    boolean isBehind = events.stream().anyMatch(event -> event.version > from(due, from));
                    at = isBehind && !due.isEmpty() ? due.get(due.size() - 1).version : version;
                }
                write(out, bookmark(Math.max(sent, at)));
            }
        }
        exchange.close();
    }

    private static long from(List<Event> due, long from) {
        return due.isEmpty() ? from : due.get(due.size() - 1).version;
    }

    static String bookmark(long version) {
        return "{\"type\":\"BOOKMARK\",\"object\":{\"apiVersion\":\"kustomize.toolkit.fluxcd.io/v1\",\"kind\":\"Kustomization\","
                + "\"metadata\":{\"resourceVersion\":\"" + version + "\"}}}\n";
    }

    private void write(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += Math.min(chunk, bytes.length - from)) {
            out.write(bytes, from, Math.min(chunk, bytes.length - from));
            out.flush();
        }
    }

    private static String event(String type, @Nullable String object) {
        return "{\"type\":\"" + type + "\",\"object\":" + object + '}';
    }

    static String object(String name, long version, String ready, String message) {
        return "{\"apiVersion\":\"kustomize.toolkit.fluxcd.io/v1\",\"kind\":\"Kustomization\",\"metadata\":{\"name\":\""
                + name
                + "\",\"namespace\":\"apps\",\"uid\":\"uid-" + name + "\",\"resourceVersion\":\"" + version
                + "\",\"generation\":1,\"managedFields\":[{\"a\":\"]}\\\"{\"}]},\"spec\":{\"interval\":\"1m\"},\"status\":{\"conditions\":[{\"type\":\"Ready\","
                + "\"status\":\"" + ready + "\",\"reason\":\"R\",\"message\":\"" + message + "\"}]}}";
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new HashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                String[] parts = pair.split("=", 2);
                query.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
        return query;
    }

    @Override
    public void close() {
        closed = true;
        synchronized (this) {
            notifyAll();
        }
        server.stop(0);
        threads.shutdownNow();
    }
}
