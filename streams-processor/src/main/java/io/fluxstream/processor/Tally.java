package io.fluxstream.processor;

import io.fluxstream.domain.engine.Effect;
import io.fluxstream.schemas.intake.DeadLetterReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/** Counts as the stream threads go; read from any other. */
final class Tally {
    private final LongAdder records = new LongAdder();
    private final LongAdder applied = new LongAdder();
    private final LongAdder unknownTypes = new LongAdder();
    private final LongAdder otherPartition = new LongAdder();
    private final LongAdder transitions = new LongAdder();
    private final LongAdder alerts = new LongAdder();
    private final LongAdder timers = new LongAdder();
    private final LongAdder stumbles = new LongAdder();
    private final LongAdder topicsLost = new LongAdder();
    private final Map<Effect.Dropped.Reason, LongAdder> drops = adders(Effect.Dropped.Reason.class);
    private final Map<DeadLetterReason, LongAdder> deadLetters = adders(DeadLetterReason.class);

    void record() {
        records.increment();
    }

    void applied(Outputs outputs) {
        applied.increment();
        for (Output output : outputs.records()) {
            if (output.sink().equals(StatusTopology.TRANSITIONS)) {
                transitions.increment();
            } else if (output.sink().equals(StatusTopology.ALERTS)) {
                alerts.increment();
            }
        }
        outputs.drops().forEach(reason -> of(drops, reason).increment());
    }

    void unknownType() {
        unknownTypes.increment();
    }

    void otherPartition() {
        otherPartition.increment();
    }

    void deadLetter(DeadLetterReason reason) {
        of(deadLetters, reason).increment();
    }

    void timers(long drained) {
        if (drained > 0) {
            timers.add(drained);
        }
    }

    void topicsLost() {
        topicsLost.increment();
    }

    long topicsLostSoFar() {
        return topicsLost.sum();
    }

    void stumble() {
        stumbles.increment();
    }

    long timersSoFar() {
        return timers.sum();
    }

    long stumblesSoFar() {
        return stumbles.sum();
    }

    long deadLetters(DeadLetterReason reason) {
        return of(deadLetters, reason).sum();
    }

    /** How many records have been read: the cheap sign of progress. */
    long recordsSoFar() {
        return records.sum();
    }

    ProcessorCounts counts() {
        Map<DeadLetterReason, Long> letters = new EnumMap<>(DeadLetterReason.class);
        deadLetters.forEach((reason, adder) -> {
            if (adder.sum() > 0) {
                letters.put(reason, adder.sum());
            }
        });
        return new ProcessorCounts(
                records.sum(),
                applied.sum(),
                unknownTypes.sum(),
                otherPartition.sum(),
                of(drops, Effect.Dropped.Reason.STALE).sum(),
                of(drops, Effect.Dropped.Reason.OTHER_SESSION).sum(),
                of(drops, Effect.Dropped.Reason.VOID_SNAPSHOT).sum(),
                transitions.sum(),
                alerts.sum(),
                letters);
    }

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> type) {
        Map<E, LongAdder> adders = new EnumMap<>(type);
        for (E constant : type.getEnumConstants()) {
            adders.put(constant, new LongAdder());
        }
        return adders;
    }

    private static <E> LongAdder of(Map<E, LongAdder> adders, E constant) {
        return Objects.requireNonNull(adders.get(constant));
    }
}
