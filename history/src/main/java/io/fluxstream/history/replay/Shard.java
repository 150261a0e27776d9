package io.fluxstream.history.replay;

import io.fluxstream.domain.status.FluxStatusEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Some of the clusters, judged one after another; used by one thread at a time. */
final class Shard<R> {
    private final int number;
    private final Function<String, Judge<R>> judges;
    private final Map<String, Seen<R>> clusters = new HashMap<>();

    Shard(int number, Function<String, Judge<R>> judges) {
        this.number = number;
        this.judges = judges;
    }

    /** Judges those events of a portion that are this shard's. */
    void judge(Portion<R> portion) {
        List<FluxStatusEvent> events = portion.events();
        for (int i = 0; i < events.size(); i++) {
            if (portion.shard(i) == number) {
                FluxStatusEvent event = events.get(i);
                portion.result(i, cluster(event.cluster()).judge(event));
            }
        }
    }

    private Seen<R> cluster(String name) {
        Seen<R> seen = clusters.get(name);
        if (seen == null) {
            seen = new Seen<>(name, judges.apply(name));
            clusters.put(name, seen);
        }
        return seen;
    }

    List<Stretch> stretches() {
        return clusters.values().stream().map(Seen::stretch).toList();
    }

    /** A cluster and what was seen of it. */
    private static final class Seen<R> {
        private final String cluster;
        private final Judge<R> judge;
        private long records;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;

        Seen(String cluster, Judge<R> judge) {
            this.cluster = cluster;
            this.judge = judge;
        }

        @Nullable R judge(FluxStatusEvent event) {
            Instant at = event.observedAt();
            if (records == 0) {
                first = at;
            }
            if (at.isAfter(last)) {
                last = at;
            }
            records++;
            return judge.judge(event);
        }

        Stretch stretch() {
            return new Stretch(cluster, records, first, last);
        }
    }
}
