package io.fluxstream.observe;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where spans go: nowhere, unless OpenTelemetry's usual environment variables name a place. */
public final class Traces implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Traces.class);
    private static final String NAME = "io.fluxstream";
    /** Any of these switches them on. */
    private static final List<String> ON =
            List.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_TRACES_EXPORTER");

    /** What differs from OpenTelemetry's own defaults: traces only, and by the one protocol that the JDK's client speaks. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "flux-stream",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.exporter.otlp.protocol", "http/protobuf");

    /** Held, or the JDK forgets what was set. */
    private static final java.util.logging.Logger THEIRS = java.util.logging.Logger.getLogger("io.opentelemetry");

    private final @Nullable OpenTelemetrySdk sdk;

    private Traces(@Nullable OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    /**
     * As the environment says: off while it says nothing, or {@code OTEL_TRACES_EXPORTER=none}, or {@code OTEL_SDK_DISABLED=true}.
     *
     * @throws IllegalArgumentException if it says something that cannot be used
     */
    public static Traces of(Map<String, String> environment) {
        boolean asked = ON.stream().anyMatch(environment::containsKey);
        boolean refused = "none".equals(environment.get("OTEL_TRACES_EXPORTER"))
                || "true".equalsIgnoreCase(environment.get("OTEL_SDK_DISABLED"));
        if (!asked || refused) {
            return new Traces(null);
        }
        THEIRS.setUseParentHandlers(false);
        THEIRS.addHandler(new OneLine());
        try {
            OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> DEFAULTS)
                    .addPropertiesCustomizer(properties -> properties(environment))
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk();
            LOG.info("Traces are exported");
            return new Traces(sdk);
        } catch (ConfigurationException e) {
            // Without its cause, which repeats what it was given.
            throw new IllegalArgumentException("OpenTelemetry's settings in the environment cannot be used: "
                    + withoutCredentials(String.valueOf(e.getMessage()), environment));
        }
    }

    private static Map<String, String> properties(Map<String, String> environment) {
        Map<String, String> properties = new HashMap<>();
        environment.forEach((name, value) -> {
            if (name.startsWith("OTEL_")) {
                properties.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        return properties;
    }

    /** Headers hold credentials, and addresses may. */
    private static String withoutCredentials(String message, Map<String, String> environment) {
        String shown = message;
        for (Map.Entry<String, String> setting : environment.entrySet()) {
            boolean mayHold = setting.getKey().startsWith("OTEL_")
                    && (setting.getKey().endsWith("HEADERS")
                            || setting.getValue().contains("@"));
            if (mayHold && !setting.getValue().isEmpty()) {
                shown = shown.replace(setting.getValue(), "(not shown)");
            }
        }
        return shown;
    }

    /** What the SDK complains of, without the stack traces. */
    private static final class OneLine extends Handler {
        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
                LOG.warn("Traces: {}", record.getMessage());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    /** Makes spans; those of a tracer that is off cost nothing and pass on what came in. */
    public Tracer tracer() {
        return (sdk == null ? OpenTelemetry.noop() : sdk).getTracer(NAME);
    }

    /** Sends what has not been sent, for some seconds at most. */
    @Override
    public void close() {
        if (sdk != null) {
            sdk.close();
        }
    }
}
