package io.fluxstream.domain.status;

import org.jspecify.annotations.Nullable;

/**
 * What a heartbeat says of one kind.
 *
 * @param live whether everything that happened to the kind up to the heartbeat has been published
 * @param resourceVersion how far the watch has read; absent while none is running
 * @param error why the kind is not live, masked
 */
public record KindLiveness(
        String kind,
        boolean live,
        @Nullable Long resourceVersion,
        @Nullable String error) {
    public KindLiveness {
        if (kind.isEmpty()) {
            throw new IllegalArgumentException("kind must not be empty");
        }
    }
}
