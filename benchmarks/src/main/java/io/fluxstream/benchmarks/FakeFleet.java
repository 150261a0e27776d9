package io.fluxstream.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * API servers of many clusters behind one port, each below a path of its own, with Kustomizations and nothing else.
 *
 * <p>They answer as kube-apiservers do: discovery, lists in pages with continue tokens, watches from a resource version on that end when
 * they were asked to, bookmarks before that and every half minute, 410 for a version that is forgotten, plain 404 for what is not there. When told to, one hangs or
 * dies.
 */
final class FakeFleet implements AutoCloseable {
    private static final String GROUP = "/apis/kustomize.toolkit.fluxcd.io/v1";
    private static final String COLLECTION = GROUP + "/kustomizations";
    private static final Pattern FIELD = Pattern.compile("([^=&]+)=([^&]*)");
    /** Events of all clusters together, of some 3 KB each. */
    private static final int REMEMBERED = 60_000;

    private static final long BOOKMARK_SECONDS = 30;
    private static final long BEFORE_THE_END_SECONDS = 2;
    private static final String REVISION = "main@sha1:c58b516e8fc98ccffc423137336bd2be7e1650c8";
    /** What a watcher skips, for the size of a real object. */
    private static final String PATCHES = "- op: replace\\n  path: /spec/template/spec/replicas\\n".repeat(30);

    private static final String INVENTORY = "{\"id\":\"team_app_apps_Deployment\",\"v\":\"v1\"},".repeat(12)
            + "{\"id\":\"team_app__Service\",\"v\":\"v1\"}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(FakeFleet::thread);
    private final List<Cluster> clusters = new ArrayList<>();

    FakeFleet(int clusters, int resources) throws IOException {
        for (int i = 0; i < clusters; i++) {
            this.clusters.add(new Cluster(i, resources, REMEMBERED / clusters));
        }
        // Otherwise the JDK's server keeps 200 connections at most, and closes others in the middle of their next
        // request.
        System.setProperty("sun.net.httpserver.maxIdleConnections", Integer.toString(20 * clusters + 200));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "fleet");
        thread.setDaemon(true);
        return thread;
    }

    static String name(int cluster) {
        return "cluster-" + cluster;
    }

    /** The key of a resource in every topic. */
    static String key(int cluster, int resource) {
        return name(cluster) + "/Kustomization/team-" + resource % 50 + "/app-" + resource;
    }

    /** The section of the configuration that names all of them. */
    String settings() {
        StringBuilder text = new StringBuilder("clusters:\n");
        for (int i = 0; i < clusters.size(); i++) {
            text.append("  - {name: " + name(i) + ", endpoint: \"http://127.0.0.1:"
                    + server.getAddress().getPort() + "/" + i + "\"}\n");
        }
        return text.toString();
    }

    /** Writes the Ready condition of a resource, as its controller would. */
    void write(int cluster, int resource, String ready, String reason, String message) {
        clusters.get(cluster).write(resource, ready, reason, message);
    }

    /** From now on the API server keeps its connections, and says nothing any more. */
    void hang(int cluster) {
        clusters.get(cluster).is(Trouble.HANGS);
    }

    /** From now on the API server ends every connection without an answer. */
    void die(int cluster) {
        clusters.get(cluster).is(Trouble.DEAD);
    }

    /** Whatever the trouble was, it is over; what was asked meanwhile gets no answer. */
    void recover(int cluster) {
        clusters.get(cluster).is(Trouble.NONE);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            String path = exchange.getRequestURI().getPath();
            int slash = path.indexOf('/', 1);
            Cluster cluster = clusters.get(Integer.parseInt(path.substring(1, slash)));
            if (cluster.isInTrouble()) {
                cluster.awaitEndOfSilence();
                exchange.close();
                return;
            }
            answer(exchange, cluster, path.substring(slash), query(exchange));
            // Not the exchange itself: that would close the connection, which an API server keeps.
            exchange.getResponseBody().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> fields = new TreeMap<>();
        String query = exchange.getRequestURI().getQuery();
        if (query != null) {
            Matcher found = FIELD.matcher(query);
            while (found.find()) {
                fields.put(found.group(1), found.group(2));
            }
        }
        return fields;
    }

    private static void answer(HttpExchange exchange, Cluster cluster, String path, Map<String, String> query)
            throws IOException, InterruptedException {
        if (path.equals("/api/v1/namespaces/kube-system")) {
            json(exchange, 200, "{\"kind\":\"Namespace\",\"metadata\":{\"uid\":\"c2f3f3f0-" + cluster.number + "\"}}");
        } else if (path.equals(GROUP)) {
            json(
                    exchange,
                    200,
                    "{\"kind\":\"APIResourceList\",\"resources\":[{\"name\":\"kustomizations\",\"kind\":\"Kustomization\"}]}");
        } else if (path.equals(COLLECTION) && query.containsKey("watch")) {
            cluster.watch(exchange, number(query, "resourceVersion", 0), number(query, "timeoutSeconds", 1_800));
        } else if (path.equals(COLLECTION)) {
            cluster.list(exchange, number(query, "limit", Integer.MAX_VALUE), number(query, "continue", 0));
        } else {
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            send(exchange, 404, "404 page not found\n");
        }
    }

    private static long number(Map<String, String> query, String name, long otherwise) {
        String value = query.getOrDefault(name, "");
        return value.isEmpty() ? otherwise : Long.parseLong(value);
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        send(exchange, status, body);
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private enum Trouble {
        NONE,
        HANGS,
        DEAD
    }

    /** What happened to a resource. */
    private static final class Event {
        private final long version;
        private final byte[] line;

        Event(long version, byte[] line) {
            this.version = version;
            this.line = line;
        }
    }

    /** One cluster's collection and its history. */
    private static final class Cluster {
        private final int number;
        private final int remembered;
        private final String[] conditions;
        private final long[] versions;
        private final Deque<Event> events = new ArrayDeque<>();
        private long version;
        private long forgotten;
        private Trouble trouble = Trouble.NONE;

        Cluster(int number, int resources, int remembered) {
            this.number = number;
            this.remembered = remembered;
            conditions = new String[resources];
            versions = new long[resources];
            for (int i = 0; i < resources; i++) {
                versions[i] = i + 1L;
                conditions[i] = condition("True", "ReconciliationSucceeded", "Applied revision: " + REVISION);
            }
            version = resources;
            forgotten = resources;
        }

        synchronized void is(Trouble next) {
            trouble = next;
            notifyAll();
        }

        synchronized boolean isInTrouble() {
            return trouble != Trouble.NONE;
        }

        synchronized void awaitEndOfSilence() throws InterruptedException {
            while (trouble == Trouble.HANGS) {
                wait();
            }
        }

        synchronized void write(int resource, String ready, String reason, String message) {
            versions[resource] = ++version;
            conditions[resource] = condition(ready, reason, message);
            events.add(new Event(
                    version, ("{\"type\":\"MODIFIED\",\"object\":" + object(resource) + "}\n").getBytes(UTF_8)));
            if (events.size() > remembered) {
                forgotten = events.remove().version;
            }
            notifyAll();
        }

        private static String condition(String ready, String reason, String message) {
            return "{\"type\":\"Ready\",\"status\":\"" + ready + "\",\"reason\":\"" + reason + "\",\"message\":\""
                    + message
                    + "\",\"observedGeneration\":1,\"lastTransitionTime\":\""
                    + Instant.now().toString().substring(0, 19) + "Z\"}";
        }

        void list(HttpExchange exchange, long limit, long from) throws IOException {
            int to = (int) Math.min(versions.length, from + limit);
            StringBuilder page = new StringBuilder("{\"apiVersion\":\"kustomize.toolkit.fluxcd.io/v1\",\"items\":[");
            synchronized (this) {
                for (int i = (int) from; i < to; i++) {
                    page.append(i == from ? "" : ",").append(object(i));
                }
                page.append("],\"kind\":\"KustomizationList\",\"metadata\":{\"resourceVersion\":\"")
                        .append(version)
                        .append('"');
            }
            if (to < versions.length) {
                page.append(",\"continue\":\"").append(to).append('"');
            }
            // Not in chunks: the JDK's server makes them of 4 KB, an API server as large as what it has.
            json(exchange, 200, page.append("}}\n").toString());
        }

        void watch(HttpExchange exchange, long from, long seconds) throws IOException, InterruptedException {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            long bookmark = Math.min(
                    System.nanoTime() + TimeUnit.SECONDS.toNanos(BOOKMARK_SECONDS),
                    end - TimeUnit.SECONDS.toNanos(BEFORE_THE_END_SECONDS));
            long sent = from;
            while (System.nanoTime() < end) {
                List<Event> next = next(sent, Math.min(bookmark, end));
                if (isInTrouble()) {
                    awaitEndOfSilence();
                    exchange.close();
                    return;
                }
                if (next == null) {
                    out.write(
                            ("{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"status\":\"Failure\",\"reason\":\"Expired\","
                                            + "\"message\":\"too old resource version\",\"code\":410}}\n")
                                    .getBytes(UTF_8));
                    return;
                }
                for (Event event : next) {
                    out.write(event.line);
                    sent = event.version;
                }
                if (next.isEmpty() && System.nanoTime() >= bookmark) {
                    out.write(bookmark(sent));
                    bookmark = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOOKMARK_SECONDS);
                }
                out.flush();
            }
        }

        private static byte[] bookmark(long version) {
            return ("{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Kustomization\",\"metadata\":{\"resourceVersion\":\""
                            + version + "\"}}}\n")
                    .getBytes(UTF_8);
        }

        /** What came behind a version, as soon as there is anything; nothing when the time is up, null when it is forgotten. */
        private synchronized @Nullable List<Event> next(long sent, long until) throws InterruptedException {
            while (version <= sent && trouble == Trouble.NONE && System.nanoTime() < until) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, until - System.nanoTime()));
            }
            if (sent < forgotten && version > sent) {
                return null;
            }
            Deque<Event> next = new ArrayDeque<>();
            for (var newest = events.descendingIterator(); newest.hasNext(); ) {
                Event event = newest.next();
                if (event.version <= sent) {
                    break;
                }
                next.addFirst(event);
            }
            return List.copyOf(next);
        }

        /** About 3 KB, as kubectl apply and two controllers leave a Kustomization. */
        private String object(int i) {
            return "{\"apiVersion\":\"kustomize.toolkit.fluxcd.io/v1\",\"kind\":\"Kustomization\",\"metadata\":{\"name\":\"app-"
                    + i
                    + "\",\"namespace\":\"team-" + i % 50 + "\",\"uid\":\"5f0c1d5e-6f0e-4d0a-" + (1_000 + number) + "-"
                    + (100_000_000_000L + i) + "\",\"resourceVersion\":\"" + versions[i]
                    + "\",\"generation\":1,\"creationTimestamp\":\"2026-11-01T10:00:00Z\",\"labels\":{\"team\":\"apps\","
                    + "\"kustomize.toolkit.fluxcd.io/name\":\"apps\"}},\"spec\":{\"interval\":\"10m\",\"path\":\"./app-"
                    + i
                    + "\",\"prune\":true,\"sourceRef\":{\"kind\":\"GitRepository\",\"name\":\"fleet\"},\"patches\":[{\"patch\":\""
                    + PATCHES + "\"}]},\"status\":{\"observedGeneration\":1,\"lastAppliedRevision\":\"" + REVISION
                    + "\",\"lastAttemptedRevision\":\"" + REVISION + "\",\"inventory\":{\"entries\":[" + INVENTORY
                    + "]},\"conditions\":[" + conditions[i] + "]}}";
        }
    }
}
