package io.fluxstream.schemas.intake;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.intake.Reading.Accepted;
import io.fluxstream.schemas.intake.Reading.DeadLetter;
import io.fluxstream.schemas.intake.Reading.Skipped;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tells records that count from records that must not: a pure function of what the broker holds. */
public final class Intake {
    /** How far a watcher's clock may run ahead of the broker's. */
    public static final Duration TOLERANCE = Duration.ofMinutes(5);

    private Intake() {}

    /**
     * Reads a record.
     *
     * @param appended when the broker appended it
     */
    public static Reading read(byte @Nullable [] key, byte @Nullable [] value, Instant appended) {
        if (value == null) {
            return new DeadLetter(DeadLetterReason.NO_VALUE, "the record has no value");
        }
        if (key == null) {
            return new DeadLetter(DeadLetterReason.NO_KEY, "the record has no key");
        }
        return Topics.STATUS
                .codec()
                .decode(value)
                .match(
                        event -> check(key, event, appended),
                        unknown -> new Skipped(unknown.type()),
                        malformed -> new DeadLetter(DeadLetterReason.MALFORMED, malformed.reason()));
    }

    private static Reading check(byte[] key, FluxStatusEvent event, Instant appended) {
        if (!event.match(new KeyCheck(key))) {
            return new DeadLetter(
                    DeadLetterReason.WRONG_KEY,
                    "the value belongs to key " + event.key() + ", which is not the record's");
        }
        if (event.observedAt().isAfter(appended.plus(TOLERANCE))) {
            return new DeadLetter(
                    DeadLetterReason.AHEAD_OF_APPEND,
                    "observedAt " + event.observedAt() + " is more than " + TOLERANCE.toMinutes()
                            + " minutes ahead of the record's append time " + appended);
        }
        return new Accepted(event);
    }
}
