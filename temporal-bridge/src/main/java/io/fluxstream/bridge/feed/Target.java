package io.fluxstream.bridge.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fluxstream.bridge.state.Cursor;
import io.fluxstream.bridge.state.Position;
import io.fluxstream.bridge.workflow.WorkflowJson;
import io.fluxstream.schemas.workflow.BatchItem;
import io.fluxstream.schemas.workflow.BatchPart;
import io.fluxstream.schemas.workflow.Rebuild;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
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
    /** A value above this size cannot be signalled; no topic should have one. */
    private static final int MAX_VALUE_BYTES = 512 * 1024;

    private static final long TAKING_IN = Duration.ofMinutes(3).toNanos();
    private static final long LONGEST_END = Duration.ofSeconds(30).toNanos();
    private static final int ASKED_IN_TURNS = 97;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Destination destination;
    private final Asking asking;
    private final KafkaSettings kafka;
    private final AtOnce atOnce;
    private final Set<String> topics;
    private final Thread thread;
    private final Failures failures;
    private final BridgeMeters bridge;
    private final Tracer tracer;
    private final BridgeMeters.Meters meters;
    private final CompletableFuture<Optional<Position>> resumed = new CompletableFuture<>();

    // Guarded by this.
    private final Backlog backlog = new Backlog();
    private final Map<TopicPartition, Long> taken = new HashMap<>();
    private boolean following;
    private boolean inFlight;
    private @Nullable String rebuildBecause;
    private long signals;
    private long rejected = -1;

    // Of the thread.
    private final Pace pace = new Pace();
    private final RunRoom room;
    private final Ways ways;
    private String run = "";
    private boolean runIsKnown;
    private long lastAsked;

    private volatile boolean stopped;

    Target(
            Destination destination,
            Set<String> topics,
            Asking asking,
            KafkaSettings kafka,
            AtOnce atOnce,
            BridgeMeters bridge,
            Tracer tracer) {
        this.destination = destination;
        this.topics = topics;
        this.asking = asking;
        this.kafka = kafka;
        this.atOnce = atOnce;
        this.failures = new Failures(LOG, "Signalling " + destination.workflowId());
        this.bridge = bridge;
        this.tracer = tracer;
        this.meters = bridge.of(destination.workflowId(), this::status);
        this.room = new RunRoom(destination.limits());
        this.ways = new Ways(meters, Instant.now());
        this.thread = new Thread(this::run, "bridge-" + destination.workflowId());
        this.thread.setDaemon(true);
    }

    /** For a workflow of which something is known. */
    Target started() {
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
                signals,
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
        } else if (!runIsKnown || System.nanoTime() - lastAsked > atOnce.looksAgainAfter()) {
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
                    : asking.refuse(position.get(), topics).orElse(null);
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
            atOnce.rebuild(() -> rebuild(because));
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
                destination.send(parts(new Backlog.Chunk(List.of())), null);
            }
            throw e;
        }
    }

    /** Asks for as long as a workflow may need to take in what it was sent. */
    private Optional<Position> askPatiently() throws InterruptedException {
        long deadline = System.nanoTime() + TAKING_IN;
        while (true) {
            try {
                return destination.ask();
            } catch (RuntimeException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                meters.retried();
                Thread.sleep(failures.failed(e, "waiting for it"));
            }
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
        ways.resumes(position);
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
            runIsKnown = true;
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
                .anyMatch(known -> topics.contains(known.getKey().topic())
                        && now.getOrDefault(known.getKey(), -1L) < known.getValue());
    }

    private void sendNext() throws InterruptedException {
        if (!awaitTurn()) {
            return;
        }
        try {
            awaitRoom();
            atOnce.signal(this::sendAll);
        } finally {
            landed();
        }
    }

    /** Waits while the run ends, and while it has a task that will end it: it cannot as long as signals keep coming. */
    private void awaitRoom() throws InterruptedException {
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

    /** Sends what waits by now: while others were served, more may have come. */
    private void sendAll() {
        Backlog.Chunk chunk = next();
        if (chunk == null) {
            return;
        }
        send(chunk, null);
        acknowledged(chunk);
    }

    private synchronized Backlog.@Nullable Chunk next() {
        return following ? backlog.next(System.nanoTime()) : null;
    }

    /** Whether something may be sent now; if not, a while has passed. */
    private synchronized boolean awaitTurn() throws InterruptedException {
        long now = System.nanoTime();
        long wait = Math.min(backlog.liveness().waits(now), lastAsked + atOnce.looksAgainAfter() + 1 - now);
        Backlog.Chunk chunk = backlog.next(now);
        if (chunk != null) {
            long turn = pace.waits(chunk.isUrgent(), chunk.hasStatus(), atOnce.rest(), now);
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

    private synchronized void acknowledged(Backlog.Chunk chunk) {
        for (Item item : chunk.items()) {
            taken.merge(item.partition(), item.offset(), Math::max);
        }
        backlog.remove(chunk, System.nanoTime());
    }

    private void send(Backlog.Chunk chunk, @Nullable Rebuild rebuild) {
        long began = System.nanoTime();
        pace.sent(chunk.isUrgent(), chunk.hasStatus(), began);
        List<BatchPart> parts = parts(chunk);
        List<Span> spans = rebuild == null ? spans(chunk.items()) : List.of();
        String answered;
        try {
            answered = destination.send(parts, rebuild);
        } finally {
            spans.forEach(Span::end);
        }
        count();
        room.took(answered, chunk);
        meters.signalled(Duration.ofNanos(System.nanoTime() - began));
        if (rebuild == null) {
            meters.batch(chunk.items().size());
            Instant now = Instant.now();
            parts.forEach(part -> ways.acknowledged(part.topic(), part.items(), now));
        }
        if (!answered.equals(run)) {
            run = answered;
            runIsKnown = false;
        }
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

    private synchronized void count() {
        signals++;
    }

    private List<BatchPart> parts(Backlog.Chunk chunk) {
        Map<TopicPartition, List<Item>> byPartition = new LinkedHashMap<>();
        for (Item item : chunk.items()) {
            byPartition
                    .computeIfAbsent(item.partition(), partition -> new ArrayList<>())
                    .add(item);
        }
        if (byPartition.isEmpty()) {
            byPartition.put(destination.anyPartition(), List.of());
        }
        List<BatchPart> parts = new ArrayList<>();
        byPartition.forEach((partition, items) -> parts.add(new BatchPart(
                partition.topic(),
                partition.partition(),
                items.stream().map(Target::batchItem).toList())));
        return parts;
    }

    private static BatchItem batchItem(Item item) {
        return new BatchItem(item.offset(), item.appendedAt(), json(item.value()), item.key());
    }

    /** What is not JSON goes on as text: the workflow keeps it among what it could not read. */
    private static @Nullable JsonNode json(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        if (value.length > MAX_VALUE_BYTES) {
            return TextNode.valueOf("a value of " + value.length + " bytes, too large for a signal");
        }
        try {
            JsonNode node = WorkflowJson.MAPPER.readTree(value);
            return node.isMissingNode() ? TextNode.valueOf("an empty value") : node;
        } catch (IOException e) {
            return TextNode.valueOf("a value that is not JSON");
        }
    }

    private void rebuild(String why) throws InterruptedException {
        LOG.info("Rebuilding {} from the topics: {}", destination.workflowId(), why);
        List<Item> items;
        try (TopicReader reader = new TopicReader(kafka)) {
            items = destination.collect(reader);
        }
        String id = UUID.randomUUID().toString().substring(0, 8);
        List<Backlog.Chunk> chunks = chunks(items);
        for (int i = 0; i < chunks.size(); i++) {
            TimeUnit.NANOSECONDS.sleep(pace.waits(false, true, 0, System.nanoTime()));
            awaitRoom();
            Backlog.Chunk chunk = chunks.get(i);
            Rebuild rebuild = new Rebuild(id, i == chunks.size() - 1);
            atOnce.signal(() -> send(chunk, rebuild));
        }
        Position position =
                askPatiently().orElseThrow(() -> new IllegalStateException("it ended while it was being rebuilt"));
        if (!id.equals(position.rebuilt()) || position.rebuiltItems() != items.size()) {
            throw new IllegalStateException("it was started anew while it was being rebuilt");
        }
        rebuilt(items);
        knows(position);
        ways.rebuilt(Instant.now());
        meters.rebuilt();
        LOG.info("Rebuilt {} from {} records", destination.workflowId(), items.size());
    }

    private synchronized void rebuilt(List<Item> items) {
        taken.clear();
        for (Item item : items) {
            if (topics.contains(item.topic())) {
                taken.merge(item.partition(), item.offset(), Math::max);
            }
        }
        backlog.dropUpTo(taken);
        following = rebuildBecause == null;
        runIsKnown = true;
        // Many that were rebuilt at about the same time are not to be asked again at the same time.
        double share = Math.floorMod(destination.workflowId().hashCode(), ASKED_IN_TURNS) / (double) ASKED_IN_TURNS;
        lastAsked = System.nanoTime() - (long) (share * atOnce.looksAgainAfter());
    }

    private List<Backlog.Chunk> chunks(List<Item> items) {
        List<Backlog.Chunk> chunks = new ArrayList<>();
        List<Item> chunk = new ArrayList<>();
        int size = 0;
        for (Item item : items) {
            boolean full = chunk.size() == Backlog.MAX_ITEMS || size + item.size() > Backlog.MAX_BYTES;
            if (!chunk.isEmpty() && (full || !chunk.get(0).partition().equals(item.partition()))) {
                chunks.add(new Backlog.Chunk(List.copyOf(chunk)));
                chunk.clear();
                size = 0;
            }
            chunk.add(item);
            size += item.size();
        }
        chunks.add(new Backlog.Chunk(List.copyOf(chunk)));
        return chunks;
    }

    /** Stops at once; what was under way counts or does not, as the workflow's cursor will say. */
    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
        bridge.forget(destination.workflowId());
    }
}
