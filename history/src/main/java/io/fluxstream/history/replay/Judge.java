package io.fluxstream.history.replay;

import io.fluxstream.domain.status.FluxStatusEvent;
import org.jspecify.annotations.Nullable;

/**
 * Says what follows from each record of one cluster; asked by one thread at a time, in the records' order.
 *
 * @param <R> what follows
 */
@FunctionalInterface
public interface Judge<R> {
    /** What follows from the next record; null when it is nothing of interest. */
    @Nullable R judge(FluxStatusEvent event);
}
