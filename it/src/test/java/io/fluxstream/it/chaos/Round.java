package io.fluxstream.it.chaos;

import io.fluxstream.it.Eventually;
import io.fluxstream.it.product.FluxStream;
import io.fluxstream.it.rig.ServerProcess;
import io.fluxstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One round on a stage: resources enter, play their parts while faults are injected, everything is put right, and is judged. */
final class Round {
    private static final Logger LOG = LoggerFactory.getLogger(Round.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(600);

    private final Plan plan;
    private final Stage stage;
    private final Plant plant;
    private final Judge judge;
    private final Cast cast;
    private final Truth truth;
    private int verified;

    Round(Plan plan, Stage stage) {
        this.plan = plan;
        this.stage = stage;
        this.plant = stage.plant();
        this.judge = stage.judge();
        this.cast = new Cast(plan, plant.rig());
        this.truth = new Truth(plan);
    }

    Verdict run() {
        long begin = System.nanoTime();
        judge.readOn();
        int records = judge.records();
        int alerts = judge.alertCount();
        int deadLetters = judge.deadLetters();
        plant.takeEnded();
        @Nullable String complaint = null;
        try {
            perform();
        } catch (RuntimeException | AssertionError wrong) {
            complaint = Verdict.told(wrong);
        } finally {
            cast.isOver();
        }
        if (complaint != null) {
            clear();
        }
        return new Verdict(
                plan,
                judge.records() - records,
                judge.alertCount() - alerts,
                judge.deadLetters() - deadLetters,
                plant.takeEnded(),
                Duration.ofNanos(System.nanoTime() - begin),
                complaint);
    }

    /** The next round has the same clusters, and nothing to do with what is left of this one. */
    private void clear() {
        try {
            plant.putRight();
            cast.leave();
        } catch (RuntimeException | AssertionError notCleared) {
            LOG.warn("round {}: {}", plan.seed(), notCleared.toString());
        }
    }

    private void perform() {
        Injector injector = new Injector(plant, stage.workflows().workflows(), stage.injected(), plan.seed());
        injector.prepare(plan);
        cast.enter();
        settle("enters");
        TopicLoss loss = loss();
        boolean isVerifiable = true;
        if (loss != null) {
            everythingIsAsItMustBe();
            isVerifiable = loss.leavesThePastVerifiable()
                    || judge.logs().of(loss.topic()).isEmpty();
            loss.happens();
            judge.beginsAnew(loss.topic());
            if (loss.topic().equals(Topics.ALERTS.name())) {
                stage.workflows().historyBeginsAnew(judge.stories());
            }
        }
        List<Thread> lasting = play(injector);
        plant.putRight();
        settle("plays");
        eventually("lasting failures have raised their alerts", () -> none(truth.missing(judge.alerts())));
        cast.isOver();
        join(lasting);
        settle("fails no more");
        eventually("the rows are what the API servers say", () -> judge.rowsAre(facts()));
        cast.recover();
        cast.leave();
        settle("leaves");
        // What a lost flux-status held, nobody can judge any more.
        if (loss == null || !loss.topic().equals(Topics.STATUS.name())) {
            everythingIsAsItMustBe();
        }
        eventually("flux-alerts is true", () -> none(truth.wrong(judge.alerts())));
        verify(isVerifiable);
        eventually("the clusters' clocks are those of the next round", judge::clocksAreNotAhead);
    }

    private void everythingIsAsItMustBe() {
        eventually("everything is as it must be", () -> {
            judge.topicsAreAsTheyMustBe();
            stage.workflows().workflowsAreAsTheyMustBe(judge.stories());
        });
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new TreeMap<>();
        Places.CLUSTERS.forEach(cluster -> facts.putAll(Facts.of(plant.rig().apiServer(cluster))));
        return facts;
    }

    private static void none(List<String> complaints) {
        Judge.require(complaints.isEmpty(), () -> String.join("\n  ", complaints));
    }

    /** Looks again and again, each time with everything that the topics hold by then. */
    private void eventually(String what, Runnable look) {
        Eventually.holds(what, PATIENCE, PAUSE, () -> {
            judge.readOn();
            look.run();
        });
    }

    private @Nullable TopicLoss loss() {
        return plan.faults().stream()
                .filter(fault -> fault.family() == Family.TOPIC_DELETED)
                .map(fault -> new TopicLoss(plant, fault.target()))
                .findFirst()
                .orElse(null);
    }

    /** Returns once everything done to the clusters so far is in flux-status. */
    private void settle(String when) {
        String mark = plan.seed() + "-" + when.replace(' ', '-');
        cast.mark(mark);
        Eventually.holds("everything done so far is in flux-status", PATIENCE, PAUSE, () -> judge.hasSeen(mark));
    }

    /** Returns when all faults are over and all parts but the lasting ones, which it answers with. */
    private List<Thread> play(Injector injector) {
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        Moments moments = new Moments();
        List<Thread> lasting = new ArrayList<>();
        List<Thread> others = new ArrayList<>();
        for (Part part : plan.parts()) {
            Thread thread = start(part.key(), () -> cast.play(part, moments), failures);
            (part.fate() == Fate.LASTING ? lasting : others).add(thread);
        }
        for (Fault fault : plan.faultsOfThePlay()) {
            others.add(start(fault.toString(), () -> injector.inject(fault, moments), failures));
        }
        join(others);
        Throwable failure = failures.poll();
        if (failure != null) {
            throw new IllegalStateException("the play could not be played", failure);
        }
        return lasting;
    }

    private static Thread start(String name, Runnable work, ConcurrentLinkedQueue<Throwable> failures) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((failed, failure) -> failures.add(failure));
        thread.start();
        return thread;
    }

    private static void join(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @param identical otherwise it must say that it is not, or cannot be told */
    private void verify(boolean identical) {
        ServerProcess verify = Eventually.answers("verify can read the topics", this::verifyOnce);
        String said = verify.log();
        if (!identical) {
            Judge.require(verify.exitStatus() == 1, () -> "verify is content although a topic was deleted:\n" + said);
            return;
        }
        Judge.require(verify.exitStatus() == 0, () -> "verify ends with " + verify.exitStatus() + ":\n" + said);
        for (String cluster : Places.CLUSTERS) {
            boolean isIdentical = said.lines()
                    .anyMatch(line ->
                            line.startsWith(cluster + " ") && line.strip().endsWith("identical"));
            Judge.require(isIdentical, () -> "verify does not call " + cluster + " identical:\n" + said);
        }
    }

    /** Null when the broker did not answer in time, which on a busy machine may happen. */
    private @Nullable ServerProcess verifyOnce() {
        verified++;
        ServerProcess verify = FluxStream.start(
                "verify-" + plan.seed() + "-" + verified,
                plant.directory(),
                List.of("verify", "--bootstrap-servers", plant.bootstrapServers()),
                Plant.SMALL);
        Eventually.holds(
                "verify has ended", PATIENCE, PAUSE, () -> Judge.require(!verify.isAlive(), () -> "it still runs"));
        return verify.log().contains("cannot be read (Timeout") ? null : verify;
    }
}
