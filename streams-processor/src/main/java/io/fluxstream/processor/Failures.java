package io.fluxstream.processor;

import io.fluxstream.domain.engine.IncompatibleMemoryException;
import io.fluxstream.schemas.TopicMismatchException;
import io.fluxstream.security.kafka.Refusal;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Tells failures that trying again may mend from those that it cannot. */
final class Failures {
    private static final List<Class<? extends Throwable>> FINAL = List.of(
            IncompatibleMemoryException.class,
            RulesRefusedException.class,
            TopicMismatchException.class,
            FencedInstanceIdException.class,
            InconsistentGroupProtocolException.class,
            UnsupportedVersionException.class,
            ConfigException.class,
            VirtualMachineError.class,
            LinkageError.class);

    /** A broker's name that does not resolve today may do so tomorrow; Kafka's client calls it a wrong setting. */
    private static final String UNRESOLVED = "No resolvable bootstrap urls";

    private Failures() {}

    /** One sentence when trying again is of no use. */
    static Optional<String> isFinal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Throwable seen = cause;
            if (FINAL.stream().anyMatch(type -> type.isInstance(seen)) && !isUnresolved(seen)) {
                return Optional.of(sentence(seen));
            }
        }
        return Optional.empty();
    }

    /** The innermost message, which is the one that names the cause, or the permission that is missing. */
    static String rootOf(Throwable failure) {
        return Refusal.reason(failure);
    }

    private static String sentence(Throwable cause) {
        String message = cause.getMessage() == null ? cause.toString() : firstLine(cause.getMessage());
        if (cause instanceof IncompatibleMemoryException) {
            return "the memory in the changelog cannot be read: " + message
                    + "; run the version that wrote it, or start over under another application id";
        }
        if (cause instanceof FencedInstanceIdException) {
            return "another process runs under the same group instance id; give each its own";
        }
        return message;
    }

    private static boolean isUnresolved(Throwable cause) {
        return cause instanceof ConfigException
                && cause.getMessage() != null
                && cause.getMessage().contains(UNRESOLVED);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
