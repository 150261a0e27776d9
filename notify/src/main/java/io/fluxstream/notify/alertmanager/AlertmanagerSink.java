package io.fluxstream.notify.alertmanager;

import io.fluxstream.domain.alert.FluxAlert.Action;
import io.fluxstream.notify.feed.AlertEvent;
import io.fluxstream.notify.feed.Answer;
import io.fluxstream.notify.feed.Sink;
import io.fluxstream.notify.http.Poster;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Tells an Alertmanager what fires, again and again as long as it does, and what is resolved. What fires it knows from
 * flux-alerts-active when it begins, and from the events that it sends ever since.
 */
public final class AlertmanagerSink implements Sink {
    /** A post stays well below a megabyte, which proxies in between may have as a limit. */
    private static final int AT_ONCE = 100;

    private static final Map<String, String> HEADERS = Map.of("Content-Type", "application/json");

    private final AlertmanagerTarget target;
    private final Poster poster;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Firing firing = new Firing();

    public AlertmanagerSink(AlertmanagerTarget target) {
        this(target, Clock.systemUTC(), System::nanoTime);
    }

    /** @param nanos a monotonic clock, in nanoseconds */
    AlertmanagerSink(AlertmanagerTarget target, Clock clock, LongSupplier nanos) {
        this.target = target;
        this.poster = new Poster(target.endpoint());
        this.clock = clock;
        this.nanos = nanos;
    }

    @Override
    public int atOnce() {
        return AT_ONCE;
    }

    @Override
    public boolean keepsWhatFires() {
        return true;
    }

    @Override
    public void begin(int partition, List<AlertEvent> events) {
        firing.forget(partition);
        events.forEach(event -> firing.put(event, longAgo()));
    }

    @Override
    public void forget(int partition) {
        firing.forget(partition);
    }

    /** Said so long ago that even a busy sink says it again. */
    private long longAgo() {
        return nanos.getAsLong() - 2 * target.refresh().toNanos();
    }

    /** Twice the time may pass while other events wait: after an outage they say what does not fire any more. */
    @Override
    public List<AlertEvent> due(boolean busy) {
        long age = target.refresh().toNanos() * (busy ? 2 : 1);
        return firing.saidBefore(nanos.getAsLong() - age, AT_ONCE);
    }

    @Override
    public Answer send(List<AlertEvent> events) {
        Instant now = clock.instant();
        byte[] body = AlertmanagerJson.write(events.stream()
                .map(event -> PostableAlert.of(event.alert(), target, now))
                .toList());
        Answer answer = poster.post("/api/v2/alerts", HEADERS, body);
        if (answer instanceof Answer.Accepted) {
            events.forEach(this::keep);
        }
        return answer;
    }

    private void keep(AlertEvent event) {
        if (event.alert().action() == Action.RESOLVED) {
            firing.remove(event.alert().id());
        } else {
            firing.put(event, nanos.getAsLong());
        }
    }

    @Override
    public void drop(AlertEvent event) {
        firing.remove(event.alert().id());
    }

    @Override
    public int firing() {
        return firing.size();
    }

    @Override
    public void close() {}
}
