package io.fluxstream.watcher.object;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One event of a watch, or one item of a list. */
public sealed interface WatchLine {
    /** The annotation of the bookmark that ends the initial events of a watch. */
    String INITIAL_EVENTS_END = "k8s.io/initial-events-end";

    void handle(Handler handler);

    /** What to do with each kind of line. */
    interface Handler {
        void upsert(Upsert line);

        void removal(Removal line);

        void bookmark(Bookmark line);

        void failure(Failure line);

        void unreadable(Unreadable line);
    }

    /**
     * An object as it now is.
     *
     * @param added whether it is new to the watch, rather than modified
     */
    record Upsert(KubernetesObject object, boolean added) implements WatchLine {
        @Override
        public void handle(Handler handler) {
            handler.upsert(this);
        }
    }

    /** An object was deleted. */
    record Removal(KubernetesObject object) implements WatchLine {
        @Override
        public void handle(Handler handler) {
            handler.removal(this);
        }
    }

    /**
     * Everything up to that resource version has been sent.
     *
     * @param kind its name; null when it is not said
     */
    record Bookmark(@Nullable String kind, long resourceVersion, boolean initialEventsEnd) implements WatchLine {
        @Override
        public void handle(Handler handler) {
            handler.bookmark(this);
        }
    }

    /**
     * The API server ends the watch.
     *
     * @param code as of HTTP; 0 when it is not said
     * @param kind its name; null when it is not said
     */
    record Failure(
            int code,
            String reason,
            String message,
            @Nullable String kind,
            @Nullable Duration retryAfter) implements WatchLine {
        /** Whether the API server no longer remembers what the watch asked for. */
        public boolean isExpired() {
            return code == 410 || reason.equals("Expired") || reason.equals("Gone");
        }

        @Override
        public void handle(Handler handler) {
            handler.failure(this);
        }
    }

    /**
     * What could not be read.
     *
     * @param what kind, namespace and name as far as they are known; never content
     * @param problem why, quoting nothing
     */
    record Unreadable(String what, String problem) implements WatchLine {
        @Override
        public void handle(Handler handler) {
            handler.unreadable(this);
        }
    }
}
