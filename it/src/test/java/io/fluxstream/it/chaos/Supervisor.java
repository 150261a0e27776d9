package io.fluxstream.it.chaos;

import io.fluxstream.it.rig.Restartable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts again what ended by itself, as Kubernetes and Compose do, and remembers it. */
final class Supervisor implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final List<Restartable> processes;
    private final List<String> ended = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "supervisor");

    private Supervisor(List<Restartable> processes) {
        this.processes = List.copyOf(processes);
    }

    static Supervisor of(List<Restartable> processes) {
        Supervisor supervisor = new Supervisor(processes);
        supervisor.thread.setDaemon(true);
        supervisor.thread.start();
        return supervisor;
    }

    /** The names of those that ended by themselves since this was last asked. */
    synchronized List<String> takeEnded() {
        List<String> taken = List.copyOf(ended);
        ended.clear();
        return taken;
    }

    private void run() {
        try {
            while (!closing.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                processes.stream().filter(Restartable::hasEndedByItself).forEach(this::startAgain);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void startAgain(Restartable process) {
        ended.add(process.name());
        process.startAgainIfEnded();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
