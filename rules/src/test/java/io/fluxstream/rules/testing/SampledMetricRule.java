package io.fluxstream.rules.testing;

import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Deleted;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What Prometheus makes of a history with {@code gotk_resource_info{ready="False"}} and {@code for: 5m}, at its best: it looks
 * every 30 seconds and sees at once what has happened by then. Only for comparison; nothing in flux-stream works like this.
 */
public final class SampledMetricRule {
    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration FOR = Duration.ofMinutes(5);

    /** Something that it says of a resource. */
    public record Told(Duration at, ResourceId resource, String what) {}

    private final Map<ResourceId, Observed> series = new TreeMap<>();
    private final Map<ResourceId, Duration> pendingSince = new HashMap<>();
    private final Set<ResourceId> firing = new HashSet<>();
    private final List<Told> told = new ArrayList<>();

    private SampledMetricRule() {}

    /** Everything that it says until the end, in the order of time. */
    public static List<Told> of(List<FluxStatusEvent> history, Instant start, Duration end) {
        SampledMetricRule rule = new SampledMetricRule();
        int next = 0;
        for (Duration at = Duration.ZERO; at.compareTo(end) <= 0; at = at.plus(EVERY)) {
            Instant now = start.plus(at);
            while (next < history.size() && !history.get(next).observedAt().isAfter(now)) {
                rule.scrape(history.get(next));
                next++;
            }
            rule.evaluate(at);
        }
        return rule.told;
    }

    private void scrape(FluxStatusEvent event) {
        if (event instanceof Observed observed) {
            series.put(observed.resource(), observed);
        } else if (event instanceof Deleted deleted) {
            series.remove(deleted.resource());
        }
    }

    private void evaluate(Duration now) {
        Set<ResourceId> known = new TreeSet<>(series.keySet());
        known.addAll(firing);
        known.addAll(pendingSince.keySet());
        for (ResourceId resource : known) {
            if (!isNotReady(series.get(resource))) {
                pendingSince.remove(resource);
                if (firing.remove(resource)) {
                    told.add(new Told(now, resource, "resolved"));
                }
                continue;
            }
            Duration since = pendingSince.computeIfAbsent(resource, any -> now);
            if (now.minus(since).compareTo(FOR) >= 0 && firing.add(resource)) {
                told.add(new Told(now, resource, "firing"));
            }
        }
    }

    /** A label of the series says it, whoever suspended the resource; a resource that is not there has no series. */
    private static boolean isNotReady(@Nullable Observed newest) {
        Condition ready = newest == null ? null : newest.condition(Condition.READY);
        return ready != null && ready.status().equals("False");
    }
}
