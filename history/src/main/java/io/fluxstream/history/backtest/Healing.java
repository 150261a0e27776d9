package io.fluxstream.history.backtest;

import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.transition.FluxTransition;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How failures ended: by themselves, with the revision they had, or by something that somebody did.
 *
 * <p>From the times of those that healed follows how long a rule has to wait so that it keeps quiet about most of them.
 */
public final class Healing {
    /** The share of failures that heal by themselves about which a suggested rule keeps quiet. */
    public static final double KEPT_QUIET = 0.95;

    private static final List<Duration> ROUND = List.of(
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(3),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(20),
            Duration.ofMinutes(30),
            Duration.ofMinutes(45),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofDays(1));

    /** The failures of one kind. */
    public static final class OfKind {
        private final Lengths healed = new Lengths();
        private final Lengths mended = new Lengths();
        private long unended;

        /** Those that ended by themselves: READY again, with the revision that had failed. */
        public Lengths healed() {
            return healed;
        }

        /** Those that ended otherwise: by another revision, a suspension, a deletion. */
        public Lengths mended() {
            return mended;
        }

        /** Those that have not ended. */
        public long unended() {
            return unended;
        }

        public long failures() {
            return healed.count() + mended.count() + unended;
        }

        /** The least round time within which nearly all healed that did; null where none did, or only after days. */
        public @Nullable Duration suggestedFor() {
            Duration needed = healed.quantile(KEPT_QUIET);
            return needed == null
                    ? null
                    : ROUND.stream()
                            .filter(round -> round.compareTo(needed) >= 0)
                            .findFirst()
                            .orElse(null);
        }
    }

    private record Open(String uid, Instant since, @Nullable String revision) {}

    private final Range range;
    private final Map<ResourceId, Open> open = new HashMap<>();
    private final SortedMap<String, OfKind> byKind = new TreeMap<>();

    Healing(Range range) {
        this.range = range;
    }

    void add(FluxTransition transition) {
        ResourceId resource = transition.resource();
        Open before = open.get(resource);
        // Another reason without a failure: that began before the history did, and how long ago is not known.
        boolean unknown = transition.type() == FluxTransition.Type.REASON && before == null;
        if (transition.type() == FluxTransition.Type.REVISION || unknown) {
            return;
        }
        if (transition.to() == Phase.FAILED) {
            boolean sameFailure = before != null && before.uid.equals(transition.uid());
            Instant since = before != null && sameFailure ? before.since : transition.at();
            // The revision that fails now is the one that has to recover, whatever failed first.
            open.put(resource, new Open(transition.uid(), since, transition.revision()));
        } else if (before != null && transition.to() != Phase.WAITING) {
            open.remove(resource);
            if (range.contains(before.since)) {
                end(before, transition);
            }
        }
    }

    private void end(Open failure, FluxTransition transition) {
        OfKind kind = kind(transition.resource());
        boolean byItself = transition.to() == Phase.READY
                && transition.uid().equals(failure.uid)
                && isSame(failure.revision, transition);
        Duration lasted = Duration.between(failure.since, transition.at());
        (byItself ? kind.healed : kind.mended).add(lasted);
    }

    /** The first READY of a two-phase write still carries the applied revision before: its message names the new one. */
    private static boolean isSame(@Nullable String failed, FluxTransition transition) {
        if (failed == null) {
            return true;
        }
        String message = transition.message();
        return Objects.equals(failed, transition.revision()) || (message != null && message.contains(failed));
    }

    private OfKind kind(ResourceId resource) {
        return byKind.computeIfAbsent(resource.kind(), unseen -> new OfKind());
    }

    void finish() {
        open.forEach((resource, failure) -> {
            if (range.contains(failure.since)) {
                kind(resource).unended++;
            }
        });
        open.clear();
    }

    /** In order of the kinds' names. */
    public SortedMap<String, OfKind> byKind() {
        return byKind;
    }
}
