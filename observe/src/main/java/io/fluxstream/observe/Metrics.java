package io.fluxstream.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The page of metrics: the meters of the process, and what is written straight from state. */
final class Metrics implements AutoCloseable {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<SeriesSource> sources = new CopyOnWriteArrayList<>();
    private final JvmGcMetrics collections = new JvmGcMetrics();

    Metrics() {
        new ProcessMeters().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    MeterRegistry registry() {
        return registry;
    }

    void add(SeriesSource source) {
        sources.add(source);
    }

    Answer page() {
        return new Answer(Answer.OK, CONTENT_TYPE, this::write);
    }

    private void write(OutputStream out) throws IOException {
        registry.scrape(out, CONTENT_TYPE);
        Writer text = new OutputStreamWriter(out, UTF_8);
        for (SeriesSource source : sources) {
            source.writeTo(text);
        }
        text.flush();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
