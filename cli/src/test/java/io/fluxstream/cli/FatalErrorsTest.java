package io.fluxstream.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FatalErrorsTest {
    private final StringWriter err = new StringWriter();
    private final List<Integer> exitCodes = new ArrayList<>();

    @Test
    void aThreadThatRunsOutOfMemoryTakesTheProcessWithIt() throws InterruptedException {
        end(new OutOfMemoryError("Cannot reserve 969308 bytes of direct buffer memory"));
        assertThat(exitCodes).containsExactly(3);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "flux-stream: the thread feed ended by java.lang.OutOfMemoryError: Cannot reserve"
                                + " 969308 bytes of direct buffer memory; the process ends too, to be started anew");
    }

    @Test
    void soDoesABugOfOurs() throws InterruptedException {
        end(new IllegalStateException("unheard of"));
        assertThat(exitCodes).containsExactly(3);
        assertThat(err.toString())
                .startsWith("flux-stream: a bug: the thread feed ended; the process ends too, to be started anew")
                .contains("unheard of", "FatalErrorsTest");
    }

    @Test
    void whatALibraryDoesInAThreadOfItsOwnIsShown() throws InterruptedException {
        IllegalStateException theirs = new IllegalStateException("unheard of");
        theirs.setStackTrace(
                new StackTraceElement[] {new StackTraceElement("org.example.Pool", "run", "Pool.java", 7)});
        end(theirs);
        assertThat(exitCodes).isEmpty();
        assertThat(err.toString())
                .startsWith("flux-stream: a bug: the thread feed ended")
                .contains("unheard of", "Pool.java");
    }

    private void end(Throwable by) throws InterruptedException {
        Thread thread = new Thread(() -> sneak(by), "feed");
        thread.setUncaughtExceptionHandler(new FatalErrors(new PrintWriter(err, true), exitCodes::add));
        thread.start();
        thread.join();
    }

    private static void sneak(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) thrown;
    }
}
