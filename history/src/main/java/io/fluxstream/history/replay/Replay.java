package io.fluxstream.history.replay;

import io.fluxstream.history.log.Batch;
import io.fluxstream.history.log.History;
import io.fluxstream.history.log.HistoryException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Judges a history.
 *
 * <p>Batches are decoded on all cores. A cluster's records are judged in their order, clusters side by side, and what follows is told in
 * the order of the log, by one thread at a time: so the outcome depends on neither the number of cores nor their timing. Only a few
 * batches are under way at any time, however long the history is.
 *
 * @param <R> what follows from a record
 */
public final class Replay<R> {
    private static final int SHARDS_PER_CORE = 2;
    private static final int BATCHES_PER_CORE = 3;

    private final Consumer<R> teller;
    private final Progress progress;
    private final ExecutorService pool;
    private final List<Shard<R>> shards = new ArrayList<>();
    private final List<CompletableFuture<?>> judged = new ArrayList<>();
    private final Map<String, Integer> shardOf = new ConcurrentHashMap<>();
    private final Semaphore room;
    private final int mostUnderWay;
    private CompletableFuture<?> told = CompletableFuture.completedFuture(null);
    private long records;
    private long leftOut;
    private volatile @Nullable Throwable failure;

    private Replay(Function<String, Judge<R>> judges, Consumer<R> teller, Progress progress, int cores) {
        this.teller = teller;
        this.progress = progress;
        pool = Executors.newFixedThreadPool(cores, Replay::thread);
        for (int i = 0; i < cores * SHARDS_PER_CORE; i++) {
            shards.add(new Shard<>(i, judges));
            judged.add(told);
        }
        mostUnderWay = 1 + cores * BATCHES_PER_CORE;
        room = new Semaphore(mostUnderWay);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "replay");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Judges all of a history on all cores.
     *
     * @param judges makes the judge of a cluster at its first record
     * @param teller hears what follows from each record, in the order of the log
     */
    public static <R> Replayed run(
            History history, Function<String, Judge<R>> judges, Consumer<R> teller, Progress progress) {
        return run(history, judges, teller, progress, Runtime.getRuntime().availableProcessors());
    }

    static <R> Replayed run(
            History history, Function<String, Judge<R>> judges, Consumer<R> teller, Progress progress, int cores) {
        Replay<R> replay = new Replay<>(judges, teller, progress, cores);
        try {
            return replay.run(history);
        } finally {
            replay.pool.shutdownNow();
        }
    }

    private Replayed run(History history) {
        HistoryException broken = null;
        try {
            history.read(this::accept);
        } catch (HistoryException e) {
            broken = e;
        }
        room.acquireUninterruptibly(mostUnderWay);
        Throwable failed = failure;
        if (failed instanceof HistoryException damaged) {
            broken = damaged;
        } else if (failed != null) {
            throw new IllegalStateException("a history could not be judged", failed);
        }
        List<Stretch> clusters = shards.stream()
                .flatMap(shard -> shard.stretches().stream())
                .sorted(Comparator.comparing(Stretch::cluster))
                .toList();
        return new Replayed(records, leftOut, progress.isStopped(), broken, clusters);
    }

    private boolean accept(Batch batch, double fractionRead) {
        room.acquireUninterruptibly();
        CompletableFuture<Portion<R>> decoded = CompletableFuture.supplyAsync(() -> decode(batch), pool);
        for (int i = 0; i < judged.size(); i++) {
            Shard<R> shard = shards.get(i);
            judged.set(i, judged.get(i).thenAcceptBothAsync(decoded, (before, portion) -> shard.judge(portion), pool));
        }
        CompletableFuture<?> all = CompletableFuture.allOf(judged.toArray(CompletableFuture<?>[]::new));
        told = told.thenCombine(all, (before, judgedAll) -> before)
                .thenAcceptBothAsync(decoded, (before, portion) -> tell(portion, fractionRead), pool)
                .whenComplete((done, thrown) -> {
                    note(thrown);
                    room.release();
                });
        return failure == null && !progress.isStopped();
    }

    private Portion<R> decode(Batch batch) {
        try {
            return new Portion<>(batch.decode(), this::shardOf);
        } catch (HistoryException damaged) {
            throw new CompletionException(damaged);
        }
    }

    /** Clusters go to the shards in turn, as they come: which one it is decides nothing but who is busy. */
    private int shardOf(String cluster) {
        Integer known = shardOf.get(cluster);
        return known != null ? known : shardOf.computeIfAbsent(cluster, unseen -> shardOf.size() % shards.size());
    }

    private void tell(Portion<R> portion, double fractionRead) {
        portion.tell(teller);
        records += portion.events().size();
        leftOut += portion.leftOut();
        progress.told(records, fractionRead);
    }

    private void note(@Nullable Throwable thrown) {
        if (thrown != null && failure == null) {
            failure = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        }
    }
}
