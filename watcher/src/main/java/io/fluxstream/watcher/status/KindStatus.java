package io.fluxstream.watcher.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the watching of one kind goes.
 *
 * @param state what is being done, for people
 * @param error why it is not live, masked; null while nothing is wrong
 * @param lastByte when the API server last sent anything
 * @param resourceVersion up to where everything was handed on; 0 for nothing
 * @param published records of its resources since the start
 * @param unreadable objects left out since the start because they could not be read
 * @param lists begun since the start
 * @param failures of requests and watches since the start
 */
public record KindStatus(
        String kind,
        boolean live,
        String state,
        @Nullable String error,
        @Nullable Instant lastByte,
        long resourceVersion,
        long published,
        long unreadable,
        long lists,
        long failures) {
    /** The same, not followed any more. */
    KindStatus stoppedBecause(String why) {
        return new KindStatus(
                kind, false, "stopped", why, lastByte, resourceVersion, published, unreadable, lists, failures);
    }

    /** Whether the cluster serves the kind, as far as is known. */
    public boolean isInstalled() {
        return !state.equals("not installed");
    }
}
