package io.fluxstream.schemas.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code traceparent} and {@code tracestate}. */
public final class RecordTrace {
    /** The header that makes a record part of a trace. */
    public static final String PARENT = "traceparent";

    private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();
    private static final TextMapGetter<Headers> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            List<String> keys = new ArrayList<>();
            headers.forEach(header -> keys.add(header.key()));
            return keys;
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String key) {
            Header header = headers == null ? null : headers.lastHeader(key);
            return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
        }
    };

    private RecordTrace() {}

    /** The trace that a record belongs to; null when it belongs to none, or its header cannot be read. */
    public static @Nullable Context of(Headers headers) {
        if (headers.lastHeader(PARENT) == null) {
            return null;
        }
        Context context = W3C.extract(Context.root(), headers, GETTER);
        return Span.fromContext(context).getSpanContext().isValid() ? context : null;
    }

    /** Makes a record part of the trace of a span; of none when the span is none. */
    public static void write(Span span, Headers headers) {
        if (span.getSpanContext().isValid()) {
            W3C.inject(Context.root().with(span), headers, (carrier, key, value) -> {
                if (carrier != null) {
                    carrier.remove(key);
                    carrier.add(key, value.getBytes(UTF_8));
                }
            });
        }
    }
}
