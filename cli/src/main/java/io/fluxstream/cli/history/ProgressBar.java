package io.fluxstream.cli.history;

import io.fluxstream.cli.Interrupts;
import io.fluxstream.history.replay.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** How far it is, how fast it goes and how long it will take, on one line of the terminal; nothing anywhere else. */
final class ProgressBar implements Progress, AutoCloseable {
    private static final long BETWEEN_LINES = TimeUnit.MILLISECONDS.toNanos(200);
    private static final int WIDTH = 30;

    private final PrintWriter err;
    private final boolean isShown;
    private final long started = System.nanoTime();
    private long shown = started;
    private int longest;

    private ProgressBar(PrintWriter err, boolean isShown) {
        this.err = err;
        this.isShown = isShown;
    }

    static ProgressBar on(PrintWriter err) {
        return new ProgressBar(err, isTerminal());
    }

    /** Java only tells whether all ends are a terminal, but results may go to a file. */
    private static boolean isTerminal() {
        try {
            return new ProcessBuilder("test", "-t", "2")
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException unknown) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void told(long records, double fraction) {
        long now = System.nanoTime();
        if (isShown && now - shown >= BETWEEN_LINES) {
            shown = now;
            show(line(records, fraction, Duration.ofNanos(now - started)));
        }
    }

    @Override
    public boolean isStopped() {
        return Interrupts.arrived();
    }

    static String line(long records, double fraction, Duration taken) {
        double seconds = Math.max(0.001, taken.toMillis() / 1000.0);
        int full = (int) (fraction * WIDTH);
        long left = fraction <= 0 ? 0 : Math.round(seconds / fraction * (1 - fraction));
        return String.format(
                Locale.ROOT,
                "[%s%s] %3.0f%%  %,d records  %,.0f/s  %s left",
                "=".repeat(full),
                " ".repeat(WIDTH - full),
                fraction * 100,
                records,
                records / seconds,
                fraction <= 0 ? "?" : Spans.of(Duration.ofSeconds(left)));
    }

    private void show(String line) {
        longest = Math.max(longest, line.length());
        err.print('\r' + line + " ".repeat(longest - line.length()));
        err.flush();
    }

    /** Wipes the line. */
    @Override
    public void close() {
        if (longest > 0) {
            err.print('\r' + " ".repeat(longest) + '\r');
            err.flush();
        }
    }
}
