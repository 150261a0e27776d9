package io.fluxstream.schemas.intake;

import io.fluxstream.domain.status.FluxStatusEvent;
import java.util.function.Function;

/** What came of reading a record of flux-status. */
public sealed interface Reading {
    <R> R match(Function<Accepted, R> accepted, Function<Skipped, R> skipped, Function<DeadLetter, R> deadLetter);

    /** An event that the engine is to see. */
    record Accepted(FluxStatusEvent event) implements Reading {
        @Override
        public <R> R match(
                Function<Accepted, R> accepted, Function<Skipped, R> skipped, Function<DeadLetter, R> deadLetter) {
            return accepted.apply(this);
        }
    }

    /** A record of a type that a later version writes. */
    record Skipped(String type) implements Reading {
        @Override
        public <R> R match(
                Function<Accepted, R> accepted, Function<Skipped, R> skipped, Function<DeadLetter, R> deadLetter) {
            return skipped.apply(this);
        }
    }

    /**
     * A record that must not move anything.
     *
     * @param text one sentence for whoever looks into the dead letters; quotes nothing of the value
     */
    record DeadLetter(DeadLetterReason reason, String text) implements Reading {
        @Override
        public <R> R match(
                Function<Accepted, R> accepted, Function<Skipped, R> skipped, Function<DeadLetter, R> deadLetter) {
            return deadLetter.apply(this);
        }
    }
}
