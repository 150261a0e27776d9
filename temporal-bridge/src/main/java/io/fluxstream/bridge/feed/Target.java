package io.fluxstream.bridge.feed;

import io.fluxstream.bridge.state.Cursor;
import io.fluxstream.bridge.state.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of one workflow: asks it where it is, rebuilds it when that is no place to go on from, and then signals what
 * waits, one batch in flight, each until it is acknowledged. Feeds only ever add to what waits, so nothing that happens
 * here delays another workflow.
 */
final class Target implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Target.class);

    /** More than this is not kept for a workflow that does not answer: it is rebuilt from the topics instead. */
    private static final int MAX_WAITING_ITEMS = 50_000;

    private static final long MAX_WAITING_BYTES = 32L << 20;
    private static final int ASKED_IN_TURNS = 97;

    private final Destination destination;
    private final Shared shared;
    private final Thread thread;
    private final Failures failures;
    private final BridgeMeters.Meters meters;
    private final CompletableFuture<Optional<Position>> resumed = new CompletableFuture<>();

    // Guarded by this.
    private final Backlog backlog = new Backlog();
    private final Map<TopicPartition, Long> taken = new HashMap<>();
    private boolean following;
    private boolean inFlight;
    private @Nullable String rebuildBecause;
    private long rejected = -1;

    // Of the thread.
    private final Signaller signaller;
    private final Rebuilder rebuilder;
    private long lastAsked;

    private volatile boolean stopped;

    Target(Destination destination, Shared shared) {
        this.destination = destination;
        this.shared = shared;
        this.failures = new Failures(LOG, "Signalling " + destination.workflowId());
        this.meters = shared.meters().of(destination.workflowId());
        this.signaller = new Signaller(destination, shared.server(), failures, meters, shared.tracer());
        this.rebuilder = new Rebuilder(destination, shared.kafka(), signaller);
        this.thread = new Thread(this::run, "bridge-" + destination.workflowId());
        this.thread.setDaemon(true);
    }

    /** For a workflow of which something is known. */
    Target started() {
        shared.meters().show(destination.workflowId(), this::status);
        thread.start();
        return this;
    }

    /** For one whose cluster has only now appeared: what came before is not in the feed. */
    Target startedByRebuilding() {
        resumed.complete(Optional.empty());
        return started();
    }

    /** Where the workflow goes on; nothing when it is rebuilt instead. Given up waiting for after a while. */
    Optional<Position> resumesAt(Duration patience) {
        resumed.completeOnTimeout(Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS);
        return resumed.join();
    }

    synchronized void offer(List<Item> items) {
        for (Item item : items) {
            if (item.offset() > taken.getOrDefault(item.partition(), -1L)) {
                backlog.add(item);
            }
        }
        if (backlog.items() > MAX_WAITING_ITEMS || backlog.bytes() > MAX_WAITING_BYTES) {
            rebuildBecause = backlog.items() + " items waited for it";
            following = false;
            backlog.clear();
        }
        notifyAll();
    }

    /** The lowest offset of the partition that the workflow has not acknowledged. */
    synchronized OptionalLong lowestWaiting(TopicPartition partition) {
        return following ? backlog.lowest(partition) : OptionalLong.of(0);
    }

    /** Sends what is held back only because it is not urgent. */
    synchronized void hurry() {
        backlog.liveness().hurry();
        notifyAll();
    }

    synchronized TargetStatus status() {
        return new TargetStatus(
                destination.workflowId(),
                following,
                backlog.items() + (backlog.liveness().isWaiting() ? 1 : 0) + (inFlight ? 1 : 0),
                backlog.waitingFor(Instant.now()),
                rejected,
                failures.lastReason());
    }

    private void run() {
        try {
            while (!stopped) {
                try {
                    step();
                    failures.succeeded();
                } catch (RuntimeException e) {
                    if (stopped) {
                        return;
                    }
                    meters.retried();
                    Thread.sleep(failures.failed(e, "trying again, nothing is lost"));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closing
        }
    }

    private void step() throws InterruptedException {
        if (!isFollowing()) {
            begin();
        } else if (!signaller.runIsKnown()
                || System.nanoTime() - lastAsked > shared.server().looksAgainAfter()) {
            lookAgain();
        } else {
            sendNext();
        }
    }

    private synchronized boolean isFollowing() {
        return following;
    }

    private void begin() throws InterruptedException {
        String why = takeRebuildReason();
        if (why == null) {
            Optional<Position> position = askFirst();
            why = position.isEmpty()
                    ? "it does not run"
                    : shared.asking().refuse(position.get(), shared.topics()).orElse(null);
            boolean inTime = resumed.complete(why == null ? position : Optional.empty());
            if (why == null && inTime) {
                resume(position.orElseThrow());
                return;
            }
            if (why == null) {
                why = "it was not asked in time, or is new";
            }
        }
        try {
            String because = why;
            shared.rebuilds().run(() -> rebuild(because));
        } catch (RuntimeException | InterruptedException e) {
            rebuildLater(why);
            throw e;
        }
    }

    /**
     * Asks a workflow that nobody here has signalled yet. The query may be waiting for a worker that is no more; a signal,
     * even one that brings nothing, has the server look for another.
     */
    private Optional<Position> askFirst() {
        try {
            return destination.ask();
        } catch (RuntimeException e) {
            if (Failures.isTimeout(e)) {
                signaller.knock();
            }
            throw e;
        }
    }

    private synchronized @Nullable String takeRebuildReason() {
        String why = rebuildBecause;
        rebuildBecause = null;
        return why;
    }

    private synchronized void rebuildLater(String why) {
        rebuildBecause = why;
        following = false;
    }

    private synchronized void resume(Position position) {
        for (Cursor cursor : position.cursors()) {
            taken.put(new TopicPartition(cursor.topic(), cursor.partition()), cursor.offset());
        }
        backlog.dropUpTo(taken);
        signaller.resumes(position);
        rejected = position.rejected();
        following = true;
        LOG.info("{} goes on where it was", destination.workflowId());
    }

    /** A workflow may be terminated, or go back to an older state, at any time: then it must be rebuilt. */
    private void lookAgain() {
        Optional<Position> position = destination.ask();
        lastAsked = System.nanoTime();
        if (position.isEmpty()) {
            rebuildLater("it no longer runs");
        } else if (!position.get().complete()) {
            rebuildLater("it was started empty");
        } else if (hasGoneBack(position.get())) {
            rebuildLater("it went back to an older state");
        } else {
            signaller.knowRun();
            knows(position.get());
        }
    }

    private synchronized void knows(Position position) {
        rejected = position.rejected();
    }

    private synchronized boolean hasGoneBack(Position position) {
        Map<TopicPartition, Long> now = new HashMap<>();
        position.cursors()
                .forEach(cursor -> now.put(new TopicPartition(cursor.topic(), cursor.partition()), cursor.offset()));
        return taken.entrySet().stream()
                .anyMatch(known -> shared.topics().contains(known.getKey().topic())
                        && now.getOrDefault(known.getKey(), -1L) < known.getValue());
    }

    private void sendNext() throws InterruptedException {
        if (!awaitTurn()) {
            return;
        }
        try {
            signaller.awaitRoom();
            shared.server().signal(this::sendAll);
        } finally {
            landed();
        }
    }

    /** Sends what waits by now: while others were served, more may have come. */
    private void sendAll() {
        Chunk chunk = next();
        if (chunk == null) {
            return;
        }
        signaller.send(chunk);
        acknowledged(chunk);
    }

    private synchronized @Nullable Chunk next() {
        return following ? backlog.next(System.nanoTime()) : null;
    }

    /** Whether something may be sent now; if not, a while has passed. */
    private synchronized boolean awaitTurn() throws InterruptedException {
        long now = System.nanoTime();
        long wait = Math.min(
                backlog.liveness().waits(now), lastAsked + shared.server().looksAgainAfter() + 1 - now);
        Chunk chunk = backlog.next(now);
        if (chunk != null) {
            long turn = signaller.waits(chunk, now);
            if (turn <= 0) {
                inFlight = true;
                return true;
            }
            wait = Math.min(wait, turn);
        }
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(wait, 1_000_000));
        return false;
    }

    private synchronized void landed() {
        inFlight = false;
    }

    private synchronized void acknowledged(Chunk chunk) {
        for (Item item : chunk.items()) {
            taken.merge(item.partition(), item.offset(), Math::max);
        }
        backlog.remove(chunk, System.nanoTime());
    }

    private void rebuild(String why) throws InterruptedException {
        LOG.info("Rebuilding {} from the topics: {}", destination.workflowId(), why);
        Rebuilder.Told told = rebuilder.rebuild();
        rebuilt(told.items());
        knows(told.position());
        signaller.rebuilt();
        LOG.info(
                "Rebuilt {} from {} records",
                destination.workflowId(),
                told.items().size());
    }

    private synchronized void rebuilt(List<Item> items) {
        taken.clear();
        for (Item item : items) {
            if (shared.topics().contains(item.topic())) {
                taken.merge(item.partition(), item.offset(), Math::max);
            }
        }
        backlog.dropUpTo(taken);
        following = rebuildBecause == null;
        // Many that were rebuilt at about the same time are not to be asked again at the same time.
        double part = Math.floorMod(destination.workflowId().hashCode(), ASKED_IN_TURNS) / (double) ASKED_IN_TURNS;
        lastAsked = System.nanoTime() - (long) (part * shared.server().looksAgainAfter());
    }

    /** Stops at once; what was under way counts or does not, as the workflow's cursor will say. */
    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        shared.meters().forget(destination.workflowId());
    }
}
