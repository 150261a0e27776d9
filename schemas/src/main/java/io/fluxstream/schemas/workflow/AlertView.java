package io.fluxstream.schemas.workflow;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.schemas.AlertAck;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An alert as a workflow answers it; on the wire the fields of {@code last} with the others behind them.
 *
 * @param last the last event of the alert's id
 * @param origin {@code workflow} for what only the workflow knows, such as PipelineSilent; otherwise null
 */
public record AlertView(
        FluxAlert last,
        @Nullable Instant firedAt,
        int repeats,
        @Nullable Instant resolvedAt,
        @Nullable AlertAck ack,
        @Nullable String origin) {}
