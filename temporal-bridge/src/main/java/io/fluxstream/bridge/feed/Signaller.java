package io.fluxstream.bridge.feed;

import io.fluxstream.bridge.state.Position;
import io.fluxstream.schemas.workflow.BatchPart;
import io.fluxstream.schemas.workflow.Rebuild;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Signals one workflow, at its pace and in the gaps that its runs need to end, and knows which run it has reached. Of the workflow's thread, and
 * of the one that rebuilds it, which never are at work both.
 */
final class Signaller {
    private static final long TAKING_IN = Duration.ofMinutes(3).toNanos();
    private static final long LONGEST_END = Duration.ofSeconds(30).toNanos();
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Destination destination;
    private final ServerShare share;
    private final Failures failures;
    private final BridgeMeters.Meters meters;
    private final Tracer tracer;
    private final Pace pace = new Pace();
    private final RunRoom room;
    private final Ways ways;
    private String run = "";
    private boolean runIsKnown;

    Signaller(
            Destination destination, ServerShare share, Failures failures, BridgeMeters.Meters meters, Tracer tracer) {
        this.destination = destination;
        this.share = share;
        this.failures = failures;
        this.meters = meters;
        this.tracer = tracer;
        this.room = new RunRoom(destination.limits());
        this.ways = new Ways(meters, Instant.now());
    }

    /** Whether the run that took the last signal is known to have what came before. */
    boolean runIsKnown() {
        return runIsKnown;
    }

    /** It has said so itself. */
    void knowRun() {
        runIsKnown = true;
    }

    /** The workflow goes on where it says. */
    void resumes(Position position) {
        ways.resumes(position);
    }

    /** The workflow knows everything up to now. */
    void rebuilt() {
        ways.rebuilt(Instant.now());
        meters.rebuilt();
        runIsKnown = true;
    }

    /** For how many nanoseconds these have to wait yet; 0 when they may go. */
    long waits(Chunk chunk, long now) {
        return pace.waits(chunk.isUrgent(), chunk.hasStatus(), share.rest(), now);
    }

    /** Waits while the run ends, and while it has a task that will end it: it cannot as long as signals keep coming. */
    void awaitRoom() throws InterruptedException {
        long deadline = System.nanoTime() + LONGEST_END;
        while (room.isNearEnd(Instant.now())) {
            if (System.nanoTime() > deadline) {
                destination.ask(); // whoever cannot end it may be able to say why
                return;
            }
            Instant now = Instant.now();
            Optional<RunLook> look = destination.look();
            if (look.isEmpty()) {
                return; // the next signal starts it
            }
            if (room.saw(look.get(), now)) {
                run = look.get().run(); // and need not be asked what it knows
            }
            if (look.get().isIdle() || !room.isOver(now)) {
                return;
            }
            if (!look.get().isAtWork()) {
                askPatiently(); // its answer says that it is done
                return;
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    /** Asks for as long as a workflow may need to take in what it was sent. */
    Optional<Position> askPatiently() throws InterruptedException {
        long deadline = System.nanoTime() + TAKING_IN;
        while (true) {
            try {
                return destination.ask();
            } catch (RuntimeException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                meters.retried();
                // For as long as the failure says, which is longer each time; a close interrupts it.
                Thread.sleep(failures.failed(e, "waiting for it"));
            }
        }
    }

    /** Sends what is news to the workflow, and returns when the server has it. */
    void send(Chunk chunk) {
        List<Span> spans = spans(chunk.items());
        List<BatchPart> parts;
        try {
            parts = send(chunk, null);
        } finally {
            spans.forEach(Span::end);
        }
        meters.batch(chunk.items().size());
        Instant now = Instant.now();
        parts.forEach(part -> ways.acknowledged(part.topic(), part.items(), now));
    }

    /** Sends nothing, which has the server look for a worker. */
    void knock() {
        send(new Chunk(List.of()), null);
    }

    /** Sends a part of all that the workflow has to know, in its turn, and returns when the server has it. */
    void sendRebuild(Chunk chunk, Rebuild rebuild) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(pace.waits(false, true, 0, System.nanoTime()));
        awaitRoom();
        share.signal(() -> send(chunk, rebuild));
    }

    private List<BatchPart> send(Chunk chunk, @Nullable Rebuild rebuild) {
        long began = System.nanoTime();
        pace.sent(chunk.isUrgent(), chunk.hasStatus(), began);
        List<BatchPart> parts = BatchParts.of(chunk, destination.anyPartition());
        String answered = destination.send(parts, rebuild);
        room.took(answered, chunk);
        meters.signalled(Duration.ofNanos(System.nanoTime() - began));
        if (!answered.equals(run)) {
            run = answered;
            runIsKnown = false;
        }
        return parts;
    }

    /** The last span of each trace that has an item in the batch. */
    private List<Span> spans(List<Item> items) {
        List<Span> spans = new ArrayList<>();
        for (Item item : items) {
            Context trace = item.trace();
            if (trace != null) {
                spans.add(tracer.spanBuilder("signal")
                        .setParent(trace)
                        .setSpanKind(SpanKind.CLIENT)
                        .setAttribute("flux.workflow", destination.workflowId())
                        .setAttribute("messaging.destination.name", item.topic())
                        .startSpan());
            }
        }
        return spans;
    }
}
