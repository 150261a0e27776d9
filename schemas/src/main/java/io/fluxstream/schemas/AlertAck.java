package io.fluxstream.schemas;

import io.fluxstream.domain.EventTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Somebody has seen an alert; its key is {@code cluster/alert id}. */
public record AlertAck(
        String alert, String cluster, String by, @Nullable String comment, Instant at) {
    public AlertAck {
        at = EventTime.of(at);
    }

    public String key() {
        return cluster + '/' + alert;
    }
}
