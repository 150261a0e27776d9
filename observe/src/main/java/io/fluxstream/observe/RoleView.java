package io.fluxstream.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an operator sees of a process: {@code /livez}, {@code /readyz}, {@code /metrics} and {@code /config} on one port, or nothing when
 * there is no port. Opened before the roles start, so that it can say what they wait for.
 */
public final class RoleView implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RoleView.class);

    private final @Nullable Metrics metrics;
    private final MeterRegistry registry;
    private final Traces traces = Traces.of(System.getenv());
    private final Map<String, Supplier<Health>> roles = new ConcurrentSkipListMap<>();
    private @Nullable HttpPort port;

    private RoleView(@Nullable Metrics metrics) {
        this.metrics = metrics;
        this.registry = metrics == null ? new CompositeMeterRegistry() : metrics.registry();
    }

    /** For a process that shows nothing: meters cost nothing in it. */
    public static RoleView none() {
        return new RoleView(null);
    }

    /**
     * Opens the port.
     *
     * @param version of this program
     * @param config the text of {@code /config}, without secrets
     * @throws CannotListenException if somebody listens there already, or the address is not this machine's
     */
    public static RoleView open(HttpAddress address, String version, String config) {
        Metrics metrics = new Metrics();
        RoleView view = new RoleView(metrics);
        // No meter: Micrometer takes "info" off the end of a gauge's name.
        metrics.add(out -> out.append("# HELP flux_stream_build_info Always 1; the version is a label.\n")
                .append("# TYPE flux_stream_build_info gauge\n")
                .append("flux_stream_build_info{version=\"" + version + "\"} 1\n"));
        Map<String, Supplier<Answer>> pages = new TreeMap<>();
        pages.put("/livez", view::live);
        pages.put("/readyz", view::ready);
        pages.put("/metrics", metrics::page);
        pages.put("/config", () -> Answer.of(Answer.OK, "application/yaml; charset=utf-8", config));
        try {
            view.port = HttpPort.open(address, pages);
        } catch (CannotListenException e) {
            metrics.close();
            throw e;
        }
        LOG.info("Health and metrics: http://{}:{}", address.host(), view.port.port());
        return view;
    }

    /** Where the roles of the process put their meters. */
    public MeterRegistry registry() {
        return registry;
    }

    /** What the roles make spans with. */
    public Tracer tracer() {
        return traces.tracer();
    }

    /** The port that is listened on; 0 for none. */
    public int port() {
        return port == null ? 0 : port.port();
    }

    /** Has series written straight from state, behind the meters. */
    public void show(SeriesSource source) {
        if (metrics != null) {
            metrics.add(source);
        }
    }

    /** Announces a role that is about to start: until {@link #tells} it is not ready. */
    public void expect(String role) {
        roles.put(role, () -> new Health(null, List.of("the " + role + " has not started yet")));
        Gauge.builder("flux.stream.ready", () -> healthOf(role).isReady() ? 1 : 0)
                .description("Whether the role is at work: 1 or 0.")
                .tag("role", role)
                .register(registry);
    }

    /** From now on a role says itself how it is. */
    public void tells(String role, Supplier<Health> health) {
        roles.put(role, health);
    }

    private Health healthOf(String role) {
        Supplier<Health> health = roles.get(role);
        return health == null ? Health.ready() : health.get();
    }

    private Health health() {
        return roles.values().stream().map(Supplier::get).reduce(Health.ready(), Health::and);
    }

    private Answer live() {
        String why = health().beyondMending();
        return why == null ? Answer.text(Answer.OK, "ok\n") : Answer.text(Answer.UNAVAILABLE, why + "\n");
    }

    private Answer ready() {
        Health health = health();
        return health.isReady()
                ? Answer.text(Answer.OK, "ok\n")
                : Answer.text(Answer.UNAVAILABLE, String.join("\n", health.missing()) + "\n");
    }

    @Override
    public void close() {
        if (port != null) {
            port.close();
        }
        if (metrics != null) {
            metrics.close();
        }
        traces.close();
    }
}
