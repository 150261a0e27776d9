package io.fluxstream.cli;

import org.jspecify.annotations.Nullable;

/** A command ends without its answer; the message is one sentence that says why and what to do. */
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CommandFailure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The answer is no: not found, timed out, differences. */
    public static CommandFailure no(String message) {
        return new CommandFailure(ExitCodes.NO, message, null);
    }

    /** The answer is no, for a reason that lies deeper. */
    public static CommandFailure no(String message, Throwable cause) {
        return new CommandFailure(ExitCodes.NO, message, cause);
    }

    /** Wrong arguments, or a machine that is not as they say. */
    public static CommandFailure usage(String message) {
        return new CommandFailure(ExitCodes.USAGE, message, null);
    }

    int exitCode() {
        return exitCode;
    }
}
