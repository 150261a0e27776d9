package io.fluxstream.cli;

/** What the process's exit code says. */
public final class ExitCodes {
    public static final int DONE = 0;

    /** The answer is no: differences, failures found, timed out. */
    public static final int NO = 1;

    /** Wrong usage or configuration. */
    public static final int USAGE = 2;

    /** Out of memory or otherwise broken; the JVM's own code for it. */
    static final int BROKEN = 3;

    private ExitCodes() {}
}
