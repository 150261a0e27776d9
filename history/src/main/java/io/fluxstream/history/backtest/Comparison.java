package io.fluxstream.history.backtest;

import io.fluxstream.domain.alert.FluxAlert;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Two rule sets over the same history: which alerts only one of them raised, and which both did at different times.
 *
 * <p>An alert is the same when its id is: the same rule about the same episode. It is settled once it is over under each rule set that
 * raised it; before that the other may still raise it.
 */
public final class Comparison {
    private static final int MOST_EXAMPLES = 1_000;

    /** How often a rule differed in each way, and how often it did not. */
    public static final class Counts {
        private final Map<Difference.Kind, Long> byKind = new EnumMap<>(Difference.Kind.class);
        private long same;

        public long of(Difference.Kind kind) {
            return byKind.getOrDefault(kind, 0L);
        }

        public long same() {
            return same;
        }
    }

    /** Both sides of one alert. */
    private static final class Pair {
        private @Nullable OpenAlert own;
        private @Nullable OpenAlert other;
        private boolean ownOver;
        private boolean otherOver;

        private boolean isOver() {
            return (own == null || ownOver) && (other == null || otherOver);
        }
    }

    private final Range range;
    private final Consumer<Difference> listener;
    private final Map<String, Pair> open = new LinkedHashMap<>();
    private final Map<String, Counts> byRule = new LinkedHashMap<>();
    private final Map<Difference.Kind, Long> byKind = new HashMap<>();
    private final List<Difference> examples = new ArrayList<>();

    Comparison(Range range, Consumer<Difference> listener) {
        this.range = range;
        this.listener = listener;
    }

    /** Takes all that follows from one record under both: what both say of an instant is compared as one. */
    void add(List<FluxAlert> own, List<FluxAlert> other) {
        own.forEach(alert -> add(alert, true));
        other.forEach(alert -> add(alert, false));
        own.forEach(this::settleIfOver);
        other.forEach(this::settleIfOver);
    }

    private void add(FluxAlert alert, boolean isOwn) {
        if (alert.action() == FluxAlert.Action.REPEATED) {
            return;
        }
        Pair pair = open.computeIfAbsent(alert.id(), id -> new Pair());
        boolean over = alert.action() == FluxAlert.Action.RESOLVED;
        if (isOwn) {
            pair.own = over ? pair.own : OpenAlert.of(alert);
            pair.ownOver = over;
        } else {
            pair.other = over ? pair.other : OpenAlert.of(alert);
            pair.otherOver = over;
        }
    }

    private void settleIfOver(FluxAlert alert) {
        Pair pair = open.get(alert.id());
        if (pair != null && pair.isOver()) {
            open.remove(alert.id());
            settle(pair);
        }
    }

    /** Compares what has not ended. */
    void finish() {
        open.values().forEach(this::settle);
        open.clear();
    }

    private void settle(Pair pair) {
        OpenAlert own = pair.own;
        OpenAlert other = pair.other;
        OpenAlert any = own == null ? other : own;
        boolean inRange =
                (own != null && range.contains(own.firedAt())) || (other != null && range.contains(other.firedAt()));
        if (any == null || !inRange) {
            return;
        }
        Counts counts = byRule.computeIfAbsent(any.rule(), rule -> new Counts());
        Difference.Kind kind = kind(own, other);
        if (kind == null) {
            counts.same++;
            return;
        }
        counts.byKind.merge(kind, 1L, Long::sum);
        byKind.merge(kind, 1L, Long::sum);
        Difference difference = new Difference(
                kind,
                any.rule(),
                any.resource(),
                any.since(),
                own == null ? null : own.firedAt(),
                other == null ? null : other.firedAt());
        listener.accept(difference);
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(difference);
        }
    }

    private static Difference.@Nullable Kind kind(@Nullable OpenAlert own, @Nullable OpenAlert other) {
        if (own == null) {
            return Difference.Kind.GONE;
        }
        if (other == null) {
            return Difference.Kind.NEW;
        }
        int order = own.firedAt().compareTo(other.firedAt());
        return order == 0 ? null : order < 0 ? Difference.Kind.EARLIER : Difference.Kind.LATER;
    }

    public long of(Difference.Kind kind) {
        return byKind.getOrDefault(kind, 0L);
    }

    /** By the names of the rules, those that raised anything. */
    public Map<String, Counts> byRule() {
        return byRule;
    }

    /** The first differences, at most a thousand. */
    public Collection<Difference> examples() {
        return examples;
    }
}
