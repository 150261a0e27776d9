package io.fluxstream.notify.feed;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/** What became of events that were sent to a sink. */
public sealed interface Answer {
    <R> R match(Supplier<R> accepted, Function<Later, R> later, Function<Refused, R> refused);

    /** The sink has them. */
    record Accepted() implements Answer {
        @Override
        public <R> R match(Supplier<R> accepted, Function<Later, R> later, Function<Refused, R> refused) {
            return accepted.get();
        }
    }

    /**
     * The sink cannot take anything now; the same events are to be sent again.
     *
     * @param reason the end of a sentence about the sink; holds no secret
     * @param pause how long the sink asks to be left alone; zero when it says nothing
     */
    record Later(String reason, Duration pause) implements Answer {
        @Override
        public <R> R match(Supplier<R> accepted, Function<Later, R> later, Function<Refused, R> refused) {
            return later.apply(this);
        }
    }

    /**
     * The sink will never take these events, or one of them if they are several.
     *
     * @param reason the end of a sentence about the sink; holds no secret
     */
    record Refused(String reason) implements Answer {
        @Override
        public <R> R match(Supplier<R> accepted, Function<Later, R> later, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }

    static Answer accepted() {
        return new Accepted();
    }

    static Answer later(String reason) {
        return new Later(reason, Duration.ZERO);
    }

    static Answer refused(String reason) {
        return new Refused(reason);
    }
}
