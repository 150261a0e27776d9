package io.fluxstream.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.trace.Span;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TracesTest {
    @Test
    void areOffUnlessAskedFor() {
        try (Traces traces = Traces.of(Map.of("HOME", "/root", "OTEL_SERVICE_NAME", "flux-stream"))) {
            Span span = traces.tracer().spanBuilder("observe").startSpan();

            assertThat(span.getSpanContext().isValid()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({"OTEL_TRACES_EXPORTER,none", "OTEL_SDK_DISABLED,true"})
    void canBeSwitchedOffAlthoughThereIsAPlaceForThem(String name, String value) {
        try (Traces traces = Traces.of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1", name, value))) {
            assertThat(traces.tracer().spanBuilder("observe").startSpan().isRecording())
                    .isFalse();
        }
    }

    @Test
    void areSentToTheCollectorThatTheEnvironmentNames() throws Exception {
        List<String> requests = new CopyOnWriteArrayList<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type"));
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort();
        try (Traces traces = Traces.of(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint))) {
            Span span = traces.tracer().spanBuilder("observe").startSpan();
            assertThat(span.isRecording()).isTrue();
            span.end();
        }
        collector.stop(0);

        assertThat(requests).containsExactly("/v1/traces application/x-protobuf");
    }

    @Test
    void whatCannotBeUsedIsOneSentence() {
        assertThatThrownBy(() -> Traces.of(Map.of("OTEL_TRACES_EXPORTER", "zipkin")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("OpenTelemetry's settings in the environment cannot be used: ")
                .hasMessageContaining("zipkin");
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_EXPORTER_OTLP_HEADERS,Zx9Kq2Lm4Nv8",
        "OTEL_EXPORTER_OTLP_TRACES_HEADERS,Zx9Kq2Lm4Nv8",
        "OTEL_EXPORTER_OTLP_ENDPOINT,kim:Zx9Kq2Lm4Nv8@collector:4318"
    })
    void whatCannotBeUsedIsNotRepeatedWhereItMayBeASecret(String name, String value) {
        Map<String, String> environment = new HashMap<>(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"));
        environment.put(name, value);
        StringWriter trace = new StringWriter();

        catchThrowable(() -> Traces.of(environment)).printStackTrace(new PrintWriter(trace, true));

        assertThat(trace.toString()).contains("OpenTelemetry's settings").doesNotContain("Zx9Kq2Lm4Nv8");
    }
}
