package io.fluxstream.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.schemas.TopicSetup;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;

/**
 * A process of its own with a broker and an API server that has many Kustomizations and nothing else.
 *
 * <p>It answers as a kube-apiserver does (discovery, pages with continue tokens, watches that stay open, plain 404), so that a
 * watcher cannot tell. It writes both addresses to standard output, holds all but the first page of the list back until a line
 * comes in, and ends with its standard input.
 */
final class LargeCluster {
    private static final Pattern QUERY = Pattern.compile("(?:^|&)(limit|continue)=(\\d+)");
    private static final String LIST = "/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations";
    private static final long VERSION = 50_000;
    /** A spec that a watcher skips, for the size of a real object. */
    private static final String PATCHES = "- op: replace\\n  path: /spec/template/spec/replicas\\n".repeat(30);

    private final int objects;
    private final CountDownLatch gate = new CountDownLatch(1);

    private LargeCluster(int objects) {
        this.objects = objects;
    }

    /** Arguments: a directory for the broker's data, and how many objects. */
    public static void main(String[] arguments) throws IOException {
        LargeCluster cluster = new LargeCluster(Integer.parseInt(arguments[1]));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", cluster::answer);
        server.start();
        try (EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), 0, FeatureLevel.LATEST)) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                TopicSetup.ensure(admin, 12, (short) -1);
            }
            Report.line(
                    "%s http://127.0.0.1:%d",
                    kafka.bootstrapServers(), server.getAddress().getPort());
            while (System.in.read() >= 0) {
                cluster.gate.countDown();
            }
        }
        System.exit(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try {
            String path = exchange.getRequestURI().getPath();
            String query = exchange.getRequestURI().getRawQuery() == null
                    ? ""
                    : exchange.getRequestURI().getRawQuery();
            if (path.equals("/api/v1/namespaces/kube-system")) {
                json(
                        exchange,
                        "{\"kind\":\"Namespace\",\"metadata\":{\"uid\":\"c2f3f3f0-3a9b-4d7c-9d38-5b3c1f0d7e55\"}}");
            } else if (path.equals("/apis/kustomize.toolkit.fluxcd.io/v1")) {
                json(
                        exchange,
                        "{\"kind\":\"APIResourceList\",\"resources\":[{\"name\":\"kustomizations\",\"kind\":\"Kustomization\"}]}");
            } else if (path.equals(LIST) && query.contains("watch=1")) {
                watch(exchange);
            } else if (path.equals(LIST)) {
                list(exchange, number(query, "limit", objects), number(query, "continue", 0));
            } else {
                byte[] notFound = "404 page not found\n".getBytes(UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
                exchange.sendResponseHeaders(404, notFound.length);
                exchange.getResponseBody().write(notFound);
            }
            // Not the exchange itself: that would close the connection, which an API server keeps.
            exchange.getResponseBody().close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int number(String query, String name, int otherwise) {
        Matcher fields = QUERY.matcher(query);
        while (fields.find()) {
            if (fields.group(1).equals(name)) {
                return Integer.parseInt(fields.group(2));
            }
        }
        return otherwise;
    }

    private static void json(HttpExchange exchange, String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void watch(HttpExchange exchange) throws IOException, InterruptedException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        out.write(("{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"Kustomization\",\"metadata\":{\"resourceVersion\":\""
                        + VERSION + "\"}}}\n")
                .getBytes(UTF_8));
        out.flush();
        new CountDownLatch(1).await();
    }

    private void list(HttpExchange exchange, int limit, int from) throws IOException, InterruptedException {
        if (from > 0) {
            gate.await();
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        int to = Math.min(objects, from + limit);
        OutputStream out = exchange.getResponseBody();
        String rest = to == objects ? "" : ",\"continue\":\"" + to + "\",\"remainingItemCount\":" + (objects - to);
        out.write("{\"apiVersion\":\"kustomize.toolkit.fluxcd.io/v1\",\"items\":[".getBytes(UTF_8));
        for (int i = from; i < to; i++) {
            out.write((i == from ? "" : ",").getBytes(UTF_8));
            out.write(object(i).getBytes(UTF_8));
        }
        out.write(("],\"kind\":\"KustomizationList\",\"metadata\":{\"resourceVersion\":\"" + VERSION + "\"" + rest
                        + "}}\n")
                .getBytes(UTF_8));
    }

    /** About 4 KB, as kubectl apply and two controllers leave a Kustomization. */
    private static String object(int i) {
        return """
                {"apiVersion":"kustomize.toolkit.fluxcd.io/v1","kind":"Kustomization","metadata":{"name":"app-%1$05d",\
                "namespace":"team-%2$d","uid":"5f0c1d5e-6f0e-4d0a-9d3b-%3$012d","resourceVersion":"%4$d","generation":1,\
                "creationTimestamp":"2026-11-01T10:00:00Z","labels":{"team":"apps","kustomize.toolkit.fluxcd.io/name":"apps"},\
                "managedFields":[{"manager":"kustomize-controller","operation":"Update","fieldsV1":{"f:status":{"f:conditions":{}}}}]},\
                "spec":{"interval":"10m","path":"./app-%1$05d","prune":true,"sourceRef":{"kind":"GitRepository","name":"fleet"},\
                "patches":[{"patch":"%5$s"}]},\
                "status":{"observedGeneration":1,"lastAppliedRevision":"main@sha1:c58b516e8fc98ccffc423137336bd2be7e1650c8",\
                "lastAttemptedRevision":"main@sha1:c58b516e8fc98ccffc423137336bd2be7e1650c8",\
                "inventory":{"entries":[%6$s]},\
                "conditions":[{"type":"Ready","status":"True","reason":"ReconciliationSucceeded",\
                "message":"Applied revision: main@sha1:c58b516e8fc98ccffc423137336bd2be7e1650c8","observedGeneration":1,\
                "lastTransitionTime":"2026-11-21T10:00:00Z"}]}}""".formatted(i, i % 50, i, i + 1, PATCHES, inventory(i));
    }

    private static String inventory(int i) {
        StringBuilder entries = new StringBuilder();
        for (int entry = 0; entry < 12; entry++) {
            entries.append(entry == 0 ? "" : ",")
                    .append("{\"id\":\"team-")
                    .append(i % 50)
                    .append("_app-")
                    .append(i)
                    .append("-part-")
                    .append(entry)
                    .append("_apps_Deployment\",\"v\":\"v1\"}");
        }
        return entries.toString();
    }
}
