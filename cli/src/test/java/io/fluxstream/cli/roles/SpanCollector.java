package io.fluxstream.cli.roles;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** As much of an OpenTelemetry collector as it takes to see which spans came, by OTLP over HTTP. */
final class SpanCollector implements AutoCloseable {
    // Of opentelemetry/proto/trace/v1/trace.proto.
    private static final int RESOURCE_SPANS = 1;
    private static final int SCOPE_SPANS = 2;
    private static final int SPANS = 2;
    private static final int TRACE_ID = 1;
    private static final int SPAN_ID = 2;
    private static final int PARENT_SPAN_ID = 4;
    private static final int NAME = 5;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    /**
     * A span; ids in hexadecimal.
     *
     * @param from the first word of the path that it was sent to
     * @param parent empty for the first span of a trace
     */
    record Span(String from, String trace, String id, String parent, String name) {}

    SpanCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    /** What OTEL_EXPORTER_OTLP_ENDPOINT is to be for one who sends. */
    String endpoint(String from) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + from;
    }

    /** Everything that came so far. */
    List<Span> spans() {
        return spans;
    }

    private void take(HttpExchange exchange) throws IOException {
        String from = exchange.getRequestURI().getPath().split("/", 3)[1];
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream body = zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            for (ByteString resource : each(UnknownFieldSet.parseFrom(body), RESOURCE_SPANS)) {
                for (ByteString scope : each(UnknownFieldSet.parseFrom(resource), SCOPE_SPANS)) {
                    for (ByteString span : each(UnknownFieldSet.parseFrom(scope), SPANS)) {
                        spans.add(span(from, UnknownFieldSet.parseFrom(span)));
                    }
                }
            }
        }
        exchange.sendResponseHeaders(200, -1);
        exchange.close();
    }

    private static Span span(String from, UnknownFieldSet span) {
        return new Span(
                from,
                hex(span, TRACE_ID),
                hex(span, SPAN_ID),
                hex(span, PARENT_SPAN_ID),
                each(span, NAME).get(0).toStringUtf8());
    }

    private static String hex(UnknownFieldSet message, int field) {
        List<ByteString> values = each(message, field);
        return values.isEmpty() ? "" : HexFormat.of().formatHex(values.get(0).toByteArray());
    }

    private static List<ByteString> each(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
