package io.fluxstream.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The process. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Logging.configure(Logging.wantsDebug(args));
        // UTF-8 whatever the locale says: what comes out is read by other programs.
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        Thread.setDefaultUncaughtExceptionHandler(new FatalErrors(err, Runtime.getRuntime()::halt));
        int exitCode = FluxStream.run(out, err, args);
        out.flush();
        err.flush();
        Interrupts.end(exitCode);
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }
}
