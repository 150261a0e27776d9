package io.fluxstream.it;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waiting for what must become true, with a limit that only a fault reaches. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(150);

    private Eventually() {}

    /** A look that throws while what it looks for is not there yet. */
    @FunctionalInterface
    public interface Look {
        void look() throws Exception;
    }

    /** A look that answers. */
    @FunctionalInterface
    public interface Question<T> {
        @Nullable T ask() throws Exception;
    }

    /** Looks until it finds nothing wrong; what it found last is told otherwise. */
    public static void holds(String what, Look look) {
        holds(what, PATIENCE, look);
    }

    /** The same with a limit of its own. */
    public static void holds(String what, Duration patience, Look look) {
        answers(what, patience, () -> {
            look.look();
            return true;
        });
    }

    /** The same for looks that cost much, with a pause of its own between them. */
    public static void holds(String what, Duration patience, Duration pause, Look look) {
        answers(what, patience, pause, () -> {
            look.look();
            return true;
        });
    }

    /** Asks until the answer is not null. */
    public static <T> T answers(String what, Question<T> question) {
        return answers(what, PATIENCE, question);
    }

    private static <T> T answers(String what, Duration patience, Question<T> question) {
        return answers(what, patience, PAUSE, question);
    }

    private static <T> T answers(String what, Duration patience, Duration pause, Question<T> question) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Throwable last;
            try {
                T answer = question.ask();
                if (answer != null) {
                    return answer;
                }
                last = null;
            } catch (Contradiction contradiction) {
                throw contradiction;
            } catch (Exception | AssertionError notYet) {
                last = notYet;
            }
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within " + patience.toSeconds() + " s: " + what, last);
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    /** What no waiting can mend. */
    public static final class Contradiction extends AssertionError {
        private static final long serialVersionUID = 1L;

        public Contradiction(String message) {
            super(message);
        }
    }
}
