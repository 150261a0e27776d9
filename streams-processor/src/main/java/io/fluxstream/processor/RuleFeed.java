package io.fluxstream.processor;

import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.rules.RuleFile;
import io.fluxstream.schemas.RuleRevision;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Follows flux-rules: read to its end before anything is processed, and further on while it is. */
final class RuleFeed implements RulesInForce, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuleFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long BETWEEN_LOOKS_MS = 50;
    private static final long PAUSE_MS = 2_000;
    private static final long A_WHILE = TimeUnit.MINUTES.toNanos(1);

    private final Consumer<byte[], byte[]> consumer;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::follow, "flux-stream-processor-rules");
    private volatile RuleSet now;
    private volatile @Nullable String problem;
    private String lastComplaint = "";
    private long lastFailure;

    private RuleFeed(Consumer<byte[], byte[]> consumer, RuleSet now) {
        this.consumer = consumer;
        this.now = now;
        thread.setDaemon(true);
    }

    /**
     * Reads the log to its end and follows it from then on.
     *
     * @throws RulesRefusedException if there are no rules in it, or this version cannot read the newest
     */
    static RuleFeed start(RuleLog log) {
        Consumer<byte[], byte[]> consumer = log.consumer();
        try {
            RuleRevision newest = newest(consumer);
            RuleSet rules = parse(newest)
                    .orElseThrow(() -> new RulesRefusedException(unreadable(newest)
                            + ": run the version that wrote it, or give other rules with flux-stream rules apply"));
            RuleFeed feed = new RuleFeed(consumer, rules);
            LOG.info("Revision {} of the rules is in force", rules.revision());
            feed.thread.start();
            return feed;
        } catch (RuntimeException failure) {
            consumer.close();
            throw failure;
        }
    }

    /** What was just committed can only be read once its marker is written, which may be a moment later. */
    private static RuleRevision newest(Consumer<byte[], byte[]> consumer) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<RuleRevision> newest =
                    RuleLog.read(consumer).values().stream().max(Comparator.comparingLong(RuleRevision::revision));
            if (newest.isPresent()) {
                return newest.get();
            }
            if (System.nanoTime() > deadline) {
                throw new RulesRefusedException("there are no rules in flux-rules");
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MS);
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    @Override
    public RuleSet now() {
        return now;
    }

    @Override
    public RuleSet atLeast(long revision) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        synchronized (this) {
            while (now.revision() < revision) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new RulesRefusedException("revision " + revision + " of the rules has judged already, but the"
                            + " newest that can be read from flux-rules is " + now.revision()
                            + (problem == null ? "" : " (" + problem + ")")
                            + ": bring the topic back, or start over under another application id");
                }
                try {
                    wait(left);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("interrupted while waiting for rules", interrupted);
                }
            }
        }
        return now;
    }

    /** Why newer rules are not in force here; null when there are none. */
    @Nullable String problem() {
        return problem;
    }

    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try (consumer) {
            while (closing.getCount() > 0) {
                try {
                    Map<Long, RuleRevision> more = new HashMap<>();
                    consumer.poll(POLL).forEach(record -> RuleLog.take(record, more));
                    more.values().stream()
                            .max(Comparator.comparingLong(RuleRevision::revision))
                            .ifPresent(this::takeUp);
                } catch (WakeupException closed) {
                    return;
                } catch (RuntimeException failure) {
                    complain(Failures.rootOf(failure));
                    if (closing.await(PAUSE_MS, TimeUnit.MILLISECONDS)) {
                        return;
                    }
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Once for each new reason, and again when it comes back after a while. */
    private void complain(String reason) {
        if (!reason.equals(lastComplaint) || System.nanoTime() - lastFailure > A_WHILE) {
            LOG.warn("flux-rules cannot be read just now ({}): trying again", reason);
        }
        lastComplaint = reason;
        lastFailure = System.nanoTime();
    }

    private void takeUp(RuleRevision newest) {
        if (newest.revision() <= now.revision()) {
            return;
        }
        Optional<RuleSet> rules = parse(newest);
        if (rules.isEmpty()) {
            problem = unreadable(newest);
            LOG.error("{}: revision {} stays in force here", problem, now.revision());
            return;
        }
        problem = null;
        synchronized (this) {
            now = rules.get();
            notifyAll();
        }
        LOG.info("Revision {} of the rules is in force from the next record on", newest.revision());
    }

    private static Optional<RuleSet> parse(RuleRevision revision) {
        return RuleFile.parse("revision " + revision.revision(), revision.content())
                .match(loaded -> Optional.of(loaded.rules().as(revision.revision())), mistakes -> Optional.empty());
    }

    private static String unreadable(RuleRevision revision) {
        String why = RuleFile.parse("revision " + revision.revision(), revision.content())
                .match(
                        loaded -> "",
                        mistakes -> String.valueOf(mistakes.mistakes().get(0)));
        return "revision " + revision.revision() + " of the rules cannot be read by this version (" + why + ")";
    }
}
