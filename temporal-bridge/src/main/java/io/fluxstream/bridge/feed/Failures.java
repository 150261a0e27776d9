package io.fluxstream.bridge.feed;

import io.fluxstream.security.kafka.Refusal;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.security.cert.CertificateException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;

/** One line when something begins to fail, one now and then while it lasts, one when it is over; and a longer pause each time. */
public final class Failures {
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private static final long BETWEEN_LINES = Duration.ofSeconds(30).toNanos();
    private static final int MAX_REASON = 300;

    private final Logger log;
    private final String what;
    private int count;
    private long lastLine;
    private volatile String lastReason = "";

    /** @param what the thing that may fail, as the subject of a sentence */
    public Failures(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** Says what happened and for how many milliseconds to pause. */
    public long failed(Throwable failure, String whatIsDone) {
        long pause = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(count, 10));
        lastReason = reason(failure);
        long now = System.nanoTime();
        if (count == 0 || now - lastLine > BETWEEN_LINES) {
            lastLine = now;
            log.warn("{}: {}; {}", what, lastReason, whatIsDone);
            log.debug("{}", what, failure);
        }
        count++;
        return pause;
    }

    public void succeeded() {
        if (count > 0) {
            log.info("{} again, after {} failures", what, count);
            count = 0;
            lastReason = "";
        }
    }

    /** What failed last; empty when nothing fails. */
    public String lastReason() {
        return lastReason;
    }

    /** Whether a server took too long to answer. */
    static boolean isTimeout(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StatusRuntimeException status
                    && status.getStatus().getCode() == Status.Code.DEADLINE_EXCEEDED) {
                return true;
            }
        }
        return false;
    }

    /** What gRPC says, and of a connection that cannot be made also why, when TLS is why. */
    private static String status(Throwable failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause.getCause() == null && (cause instanceof SSLException || cause instanceof CertificateException)) {
                return failure.getMessage() + ": " + cause.getMessage();
            }
        }
        return String.valueOf(failure.getMessage());
    }

    /** The innermost cause that says something, in one line. */
    public static String reason(Throwable failure) {
        if (Refusal.isDenied(failure)) {
            return Refusal.reason(failure);
        }
        if (failure instanceof ForeignWorkflowException) {
            return String.valueOf(failure.getMessage());
        }
        Throwable innermost = failure;
        String said = failure.getMessage();
        while (true) {
            if (innermost instanceof StatusRuntimeException) {
                said = status(innermost);
                break;
            }
            Throwable cause = innermost.getCause();
            if (cause == null || cause == innermost) {
                break;
            }
            innermost = cause;
            if (innermost.getMessage() != null) {
                said = innermost.getMessage();
            }
        }
        String line = (said == null ? failure.getClass().getSimpleName() : said).replaceAll("\\s+", " ");
        return line.length() <= MAX_REASON ? line : line.substring(0, MAX_REASON);
    }
}
