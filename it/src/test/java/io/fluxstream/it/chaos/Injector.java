package io.fluxstream.it.chaos;

import io.fluxstream.it.Workflows;
import io.fluxstream.it.rig.Relay;
import io.fluxstream.it.rig.Restartable;
import java.time.Duration;
import java.util.Random;

/** Does to a plant what a plan says. */
final class Injector {
    private static final Duration BETWEEN_RESETS = Duration.ofMillis(700);

    private final Plant plant;
    private final Workflows workflows;
    private final Injected injected;
    private final long seed;

    Injector(Plant plant, Workflows workflows, Injected injected, long seed) {
        this.plant = plant;
        this.workflows = workflows;
        this.injected = injected;
        this.seed = seed;
    }

    /** What must be there before the play begins. */
    void prepare(Plan plan) {
        if (plan.has(Family.CLOCK)) {
            plant.giveTheWatcherAFalseClock();
        }
    }

    /** Returns when it is over. */
    void inject(Fault fault, Moments moments) {
        moments.await(fault.at());
        Duration end = fault.at().plus(fault.lasts());
        switch (fault.family()) {
            case KILL -> {
                Restartable process = plant.process(fault.target());
                process.kill();
                moments.await(end);
                process.start();
            }
            case RESTART -> {
                Restartable process = plant.process(fault.target());
                process.stop();
                moments.await(end);
                process.start();
            }
            case PAUSE -> {
                Restartable process = plant.process(fault.target());
                process.pause();
                moments.await(end);
                process.resume();
            }
            case CUT -> during(plant.network(fault.target())::cut, fault, end, moments);
            case STALL -> during(plant.network(fault.target())::stall, fault, end, moments);
            case LATENCY ->
                during(
                        () -> plant.network(fault.target()).delay(Duration.ofMillis(fault.amount())),
                        fault,
                        end,
                        moments);
            case RESET -> reset(plant.network(fault.target()), fault, end, moments);
            case DISK_FULL -> {
                plant.disk().fill();
                moments.await(end);
                plant.disk().free();
            }
            case EXPIRED_WATCH -> expire(fault, end, moments);
            case CLOCK -> {
                plant.clock().step(fault.amount());
                moments.await(end);
                plant.clock().step(0);
            }
            case CONTINUE_AS_NEW -> new Flood(plant, workflows).until(fault);
            case POISON_STATUS -> new Hand(plant, injected, random(fault)).poisonStatus(fault.amount());
            case POISON_ROWS -> new Hand(plant, injected, random(fault)).poisonRows(fault.target(), fault.amount());
            case REDELIVERY -> new Hand(plant, injected, random(fault)).repeatStatus(fault.amount());
            case SIGNALS_TWICE ->
                new Hand(plant, injected, random(fault)).repeatSignals(workflows, fault.target(), fault.amount());
            case TEMPORAL_LOST -> plant.rig().temporal().restartEmpty();
            case TOPIC_DELETED -> throw new IllegalArgumentException("a deleted topic has a round of its own");
        }
    }

    private Random random(Fault fault) {
        return new Random(seed * 31 + fault.family().name().hashCode());
    }

    private void during(Runnable begin, Fault fault, Duration end, Moments moments) {
        begin.run();
        moments.await(end);
        plant.network(fault.target()).mend();
    }

    private static void reset(Relay network, Fault fault, Duration end, Moments moments) {
        Duration next = fault.at();
        while (next.compareTo(end) < 0) {
            moments.await(next);
            network.reset();
            next = next.plus(BETWEEN_RESETS);
        }
    }

    /** What the watcher would go on from, nobody remembers any more. */
    private void expire(Fault fault, Duration end, Moments moments) {
        Relay network = plant.network(fault.target());
        network.cut();
        moments.await(end);
        plant.rig().etcd().compact();
        Restartable server = plant.process(fault.target());
        server.stop();
        server.start();
        server.awaitReady();
        network.mend();
    }
}
