package io.fluxstream.it.rig;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A process that may be stopped, killed, held still and started again on what it left. Safe for any thread. */
public final class Restartable {
    private final String name;
    private final Supplier<ServerProcess> launch;
    private final Runnable ready;
    private @Nullable ServerProcess process;
    private boolean wanted;

    /**
     * One that does not run yet.
     *
     * @param ready returns once the process is at work
     */
    public Restartable(String name, Supplier<ServerProcess> launch, Runnable ready) {
        this.name = name;
        this.launch = launch;
        this.ready = ready;
    }

    public String name() {
        return name;
    }

    public synchronized void start() {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        wanted = true;
        process = launch.get();
    }

    public void awaitReady() {
        ready.run();
    }

    public synchronized void stop() {
        wanted = false;
        if (process != null) {
            process.stop();
            process = null;
        }
    }

    public synchronized void kill() {
        wanted = false;
        if (process != null) {
            process.kill();
            process = null;
        }
    }

    public synchronized void pause() {
        if (process != null) {
            process.pause();
        }
    }

    public synchronized void resume() {
        if (process != null) {
            process.resume();
        }
    }

    /** Whether it ended although nobody ended it. */
    public synchronized boolean hasEndedByItself() {
        return wanted && (process == null || !process.isAlive());
    }

    /** Starts it if nobody ended it and yet it ended. */
    public synchronized void startAgainIfEnded() {
        if (hasEndedByItself()) {
            process = launch.get();
        }
    }

    public synchronized boolean isWanted() {
        return wanted;
    }

    public synchronized String log() {
        return process == null ? name + " does not run" : process.log();
    }
}
