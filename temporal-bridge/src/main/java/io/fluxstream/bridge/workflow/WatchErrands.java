package io.fluxstream.bridge.workflow;

import io.fluxstream.schemas.AlertAck;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** What a watch workflow has done outside. Doing an errand twice is the same as doing it once. */
@ActivityInterface
public interface WatchErrands {
    @ActivityMethod(name = "WriteAck")
    void writeAck(AlertAck ack);

    @ActivityMethod(name = "ReportSilence")
    void reportSilence(SilenceReport report);
}
