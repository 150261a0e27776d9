package io.fluxstream.bridge.workflow;

import io.fluxstream.bridge.state.AlertsState;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.workflow.BatchItem;
import io.fluxstream.schemas.workflow.FluxAlertBatch;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** Does the errands: acknowledgements into the log, reports of silence to flux-alerts. */
public final class WatchErrandsActivity implements WatchErrands {
    private final Consumer<AlertAck> ackLog;
    private final Signals signals;

    /** @param ackLog returns once the acknowledgement is safe in flux-acks, and throws if it is not */
    public WatchErrandsActivity(Consumer<AlertAck> ackLog, Signals signals) {
        this.ackLog = ackLog;
        this.signals = signals;
    }

    @Override
    public void writeAck(AlertAck ack) {
        ackLog.accept(ack);
    }

    @Override
    public void reportSilence(SilenceReport report) {
        FluxAlert alert = report.alert();
        BatchItem item = new BatchItem(
                0,
                alert == null ? Instant.EPOCH : alert.at(),
                alert == null ? null : WorkflowJson.MAPPER.valueToTree(alert),
                report.cluster());
        signals.alert(new FluxAlertBatch(AlertsState.FROM_WORKFLOW + report.cluster(), 0, List.of(item), null));
    }
}
