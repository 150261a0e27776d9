package io.fluxstream.history.replay;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.history.log.Events;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The events of one batch with the shard of each, and what follows from them; each shard writes only its own places. */
final class Portion<R> {
    private final Events decoded;
    private final byte[] shards;
    private final @Nullable Object[] results;

    Portion(Events decoded, ToIntFunction<String> shardOf) {
        this.decoded = decoded;
        List<FluxStatusEvent> events = decoded.events();
        shards = new byte[events.size()];
        results = new Object[events.size()];
        for (int i = 0; i < shards.length; i++) {
            shards[i] = (byte) shardOf.applyAsInt(events.get(i).cluster());
        }
    }

    List<FluxStatusEvent> events() {
        return decoded.events();
    }

    int leftOut() {
        return decoded.leftOut();
    }

    int shard(int index) {
        return shards[index];
    }

    void result(int index, @Nullable R result) {
        results[index] = result;
    }

    @SuppressWarnings("unchecked") // only result() puts something in
    void tell(Consumer<R> teller) {
        for (Object result : results) {
            if (result != null) {
                teller.accept((R) result);
            }
        }
        Arrays.fill(results, null);
    }
}
