package io.fluxstream.history.log;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.schemas.intake.Intake;
import java.util.ArrayList;
import java.util.List;

/**
 * What the records of a batch say.
 *
 * @param leftOut how many records do not count: dead letters, and types of a later version
 */
public record Events(List<FluxStatusEvent> events, int leftOut) {
    /** Takes records one by one, as the processor would. */
    public static final class Builder {
        private final List<FluxStatusEvent> events;
        private final Starts starts;
        private int leftOut;

        public Builder(int size) {
            this(size, Starts.all(0));
        }

        /** Of clusters that begin at a checkpoint, takes only what comes behind it. */
        Builder(int size, Starts starts) {
            events = new ArrayList<>(size);
            this.starts = starts;
        }

        public void add(LogRecord record) {
            Intake.read(record.key(), record.value(), record.appendedAt())
                    .<Boolean>match(
                            accepted -> add(accepted.event(), record.offset()),
                            skipped -> leaveOut(),
                            dead -> leaveOut());
        }

        private boolean add(FluxStatusEvent event, long offset) {
            return starts.count(event.cluster(), offset) && events.add(event);
        }

        private boolean leaveOut() {
            leftOut++;
            return false;
        }

        public Events build() {
            return new Events(events, leftOut);
        }
    }
}
