package io.fluxstream.security.kafka;

import io.fluxstream.security.UnusableFileException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** Why Kafka, or what is on the way to it, does not do what it was asked: one line, without a secret. */
public final class Refusal {
    private static final String ADVICE = ": see docs/security.md for what each role may do";

    private Refusal() {}

    /** The innermost thing that was said, or which permission is missing. */
    public static String reason(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthorizationException denied) {
                return what(denied) + ADVICE;
            }
            if (isDeniedCommit(cause)) {
                return "no permission for what the transaction commits" + ADVICE;
            }
            if (cause instanceof UnusableFileException) {
                return String.valueOf(cause.getMessage());
            }
            root = cause;
        }
        String message = root.getMessage();
        return message == null || message.isBlank()
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }

    /** Whether a permission is missing, or it is not believed who we are. */
    public static boolean isDenied(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuthorizationException
                    || cause instanceof AuthenticationException
                    || isDeniedCommit(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Kafka's producer makes a plain failure of it, and only repeats what the broker says. */
    private static boolean isDeniedCommit(Throwable cause) {
        String message = cause.getMessage();
        return message != null
                && message.contains("TxnOffsetCommitResponse")
                && message.endsWith(Errors.TOPIC_AUTHORIZATION_FAILED.message());
    }

    private static String what(AuthorizationException denied) {
        if (denied instanceof TopicAuthorizationException topics
                && !topics.unauthorizedTopics().isEmpty()) {
            return "no permission for topic "
                    + String.join(
                            ", ", topics.unauthorizedTopics().stream().sorted().toList());
        }
        if (denied instanceof GroupAuthorizationException group) {
            return "no permission for consumer group " + group.groupId();
        }
        if (denied instanceof TransactionalIdAuthorizationException) {
            return "no permission for the transactional id";
        }
        if (denied instanceof ClusterAuthorizationException) {
            return "no permission for this on the cluster";
        }
        String message = String.valueOf(denied.getMessage());
        return "no permission (" + message.lines().findFirst().orElse("").strip() + ")";
    }
}
