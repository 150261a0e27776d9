package io.fluxstream.notify.feed;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;

/**
 * Attempt after attempt at what is next: nothing leaves the backlog before the sink has it or it lies among the dead letters.
 */
final class Delivery {
    /** Where dead letters go; throws when one cannot be kept. */
    interface DeadLetters {
        void write(Origin origin, String reason);
    }

    private final Sink sink;
    private final DeadLetters deadLetters;
    private final Backoff backoff;
    private final Tally tally;
    private final Trouble trouble;
    private final Refusals refusals;
    private final LongSupplier nanos;
    private long notBefore;
    /** So many of the next events are sent one by one, because the sink refused them together. */
    private int alone;

    /** @param nanos a monotonic clock, in nanoseconds */
    Delivery(
            Sink sink,
            DeadLetters deadLetters,
            Pacing pacing,
            Tally tally,
            Trouble trouble,
            Refusals refusals,
            LongSupplier nanos) {
        this.sink = sink;
        this.deadLetters = deadLetters;
        this.backoff = new Backoff(pacing.first(), pacing.most());
        this.tally = tally;
        this.trouble = trouble;
        this.refusals = refusals;
        this.nanos = nanos;
        this.notBefore = nanos.getAsLong();
    }

    /** How long until the next attempt may be made; zero when it may be made now. */
    Duration pause() {
        long left = notBefore - nanos.getAsLong();
        return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }

    /**
     * Makes one attempt, if there is something to send and it is time.
     *
     * @return whether there may be more to do at once
     */
    boolean step(Backlog backlog) {
        if (!pause().isZero()) {
            return false;
        }
        List<AlertEvent> due = sink.due(!backlog.isEmpty());
        if (!due.isEmpty()) {
            return sayAgain(due.subList(0, atOnce(due.size())));
        }
        Backlog.Entry first = backlog.first();
        if (first == null) {
            return false;
        }
        String unreadable = first.unreadable();
        if (unreadable != null) {
            return deadLetter(first.origin(), first.origin().toString(), unreadable, () -> backlog.remove(1));
        }
        return bring(backlog.next(atOnce(sink.atOnce())), backlog);
    }

    private int atOnce(int otherwise) {
        return alone > 0 ? 1 : otherwise;
    }

    private boolean sayAgain(List<AlertEvent> due) {
        return attempt(due, () -> tally.refreshed.addAndGet(due.size()), () -> sink.drop(due.get(0)));
    }

    private boolean bring(List<AlertEvent> events, Backlog backlog) {
        return attempt(
                events,
                () -> {
                    tally.sent.addAndGet(events.size());
                    backlog.remove(events.size());
                },
                () -> {
                    sink.drop(events.get(0));
                    backlog.remove(1);
                });
    }

    private boolean attempt(List<AlertEvent> events, Runnable taken, Runnable dropped) {
        if (backoff.isFailing()) {
            tally.retried.incrementAndGet();
        }
        return send(events)
                .match(
                        () -> {
                            succeeded(events.size());
                            taken.run();
                            return true;
                        },
                        later -> failed(later.reason(), later.pause()),
                        refused -> refused(events, refused.reason(), dropped));
    }

    private Answer send(List<AlertEvent> events) {
        try {
            return sink.send(events);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // One alert that cannot be put into the sink's words must not keep all others from it.
            return Answer.refused("cannot be told this: " + e.getMessage());
        }
    }

    private void succeeded(int count) {
        backoff.reset();
        trouble.over();
        alone = Math.max(0, alone - count);
    }

    private boolean failed(String reason, Duration wait) {
        tally.failed.incrementAndGet();
        Duration pause = backoff.next(wait);
        notBefore = nanos.getAsLong() + pause.toNanos();
        trouble.failed(reason, "trying again, at last every " + backoff.most().toSeconds() + " s, until it does");
        return false;
    }

    private boolean refused(List<AlertEvent> events, String reason, Runnable dropped) {
        if (events.size() > 1) {
            alone = events.size();
            return true;
        }
        AlertEvent event = events.get(0);
        return deadLetter(event.origin(), event.id() + " (" + event.alert().resource() + ")", reason, () -> {
            succeeded(1);
            dropped.run();
        });
    }

    private boolean deadLetter(Origin origin, String what, String reason, Runnable kept) {
        try {
            deadLetters.write(origin, reason);
        } catch (KafkaException e) {
            return failed(
                    "refuses " + what + ", which cannot be put among the dead letters: " + e.getMessage(),
                    Duration.ZERO);
        }
        tally.deadLetters.incrementAndGet();
        refusals.say(what, reason);
        kept.run();
        return true;
    }
}
