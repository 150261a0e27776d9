package io.fluxstream.bridge.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Something a watch workflow has to have done outside, kept until it is done. */
public sealed interface Errand {
    <R> R match(Function<WriteAck, R> writeAck, Function<ReportSilence, R> reportSilence);

    /** An acknowledgement to be written to flux-acks. */
    record WriteAck(AlertAck ack) implements Errand {
        @Override
        public <R> R match(Function<WriteAck, R> writeAck, Function<ReportSilence, R> reportSilence) {
            return writeAck.apply(this);
        }
    }

    /**
     * What flux-alerts is to know of a cluster's silence.
     *
     * @param alert PipelineSilent as it fired or was resolved; null when all is well, which ends any that is active
     */
    record ReportSilence(String cluster, @Nullable FluxAlert alert) implements Errand {
        @Override
        public <R> R match(Function<WriteAck, R> writeAck, Function<ReportSilence, R> reportSilence) {
            return reportSilence.apply(this);
        }
    }

    /** Writes an errand as an object of its own. */
    static void write(Errand errand, JsonGenerator out) throws IOException {
        out.writeStartObject();
        AlertAck ack = errand.match(WriteAck::ack, report -> null);
        FluxAlert alert = errand.match(write -> null, ReportSilence::alert);
        if (ack != null) {
            out.writeFieldName("ack");
            Values.write(out, Topics.ACKS.codec(), ack);
        }
        if (alert != null) {
            out.writeFieldName("alert");
            Values.write(out, Topics.ALERTS.codec(), alert);
        }
        out.writeEndObject();
    }

    /** Reads what {@link #write} wrote. */
    static void read(String cluster, JsonNode in, Consumer<Errand> then) {
        if (in.has("ack")) {
            Values.read(Topics.ACKS.codec(), in.path("ack"), ack -> then.accept(new WriteAck(ack)));
        } else if (in.has("alert")) {
            Values.read(
                    Topics.ALERTS.codec(), in.path("alert"), alert -> then.accept(new ReportSilence(cluster, alert)));
        } else {
            then.accept(new ReportSilence(cluster, null));
        }
    }
}
