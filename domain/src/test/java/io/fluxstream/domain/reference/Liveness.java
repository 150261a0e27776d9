package io.fluxstream.domain.reference;

import io.fluxstream.domain.status.FluxStatusEvent.Heartbeat;
import io.fluxstream.domain.status.KindLiveness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which kinds are followed, as far as heartbeats say.
 *
 * @param leases until when each kind that a heartbeat named is live
 * @param neverLive the kinds that heartbeats named and none called live
 * @param newest what the newest heartbeat says
 */
record Liveness(NavigableMap<String, Instant> leases, Set<String> neverLive, List<KindLiveness> newest) {
    private static final Duration LEASE = Duration.ofSeconds(15);

    Liveness {
        leases = Collections.unmodifiableNavigableMap(new TreeMap<>(leases));
        neverLive = Set.copyOf(neverLive);
    }

    static Liveness empty() {
        return new Liveness(new TreeMap<>(), Set.of(), List.of());
    }

    Liveness after(Heartbeat heartbeat, Instant t) {
        NavigableMap<String, Instant> renewed = new TreeMap<>(leases);
        Set<String> never = new HashSet<>(neverLive);
        for (KindLiveness kind : heartbeat.kinds()) {
            if (kind.live()) {
                renewed.put(kind.kind(), t.plus(LEASE));
                never.remove(kind.kind());
            } else if (renewed.putIfAbsent(kind.kind(), t) == null) {
                never.add(kind.kind());
            }
        }
        return new Liveness(renewed, never, heartbeat.kinds());
    }

    /** Whether the kind was known to be live at that time; one without heartbeats always counts as live. */
    boolean covers(String kind, Instant time) {
        Instant until = leases.get(kind);
        return until == null || !time.isAfter(until);
    }

    /** When the first lease ran out, of those that had run out before that time; null when none had. */
    @Nullable Instant firstLapseBefore(Instant time) {
        Instant first = null;
        for (KindLiveness kind : newest) {
            Instant until = leases.get(kind.kind());
            if (until != null && until.isBefore(time) && (first == null || until.isBefore(first))) {
                first = until;
            }
        }
        return first;
    }

    boolean isLive(String kind, Instant time) {
        return !neverLive.contains(kind) && covers(kind, time);
    }

    boolean allAreLive(Instant time) {
        return newest.stream().allMatch(kind -> isLive(kind.kind(), time));
    }

    @Nullable String error(String kind) {
        for (KindLiveness liveness : newest) {
            if (liveness.kind().equals(kind)) {
                return liveness.error();
            }
        }
        return null;
    }

    /** Which leases had run out by that time, and why. */
    String lapses(Instant time) {
        NavigableMap<String, String> lapses = new TreeMap<>();
        for (KindLiveness kind : newest) {
            Instant until = leases.get(kind.kind());
            if (until != null && !until.isAfter(time)) {
                lapses.put(kind.kind(), kind.error() == null ? "no heartbeat" : kind.error());
            }
        }
        List<String> said = new ArrayList<>();
        lapses.forEach((kind, why) -> said.add(kind + ": " + why));
        return String.join("; ", said);
    }
}
