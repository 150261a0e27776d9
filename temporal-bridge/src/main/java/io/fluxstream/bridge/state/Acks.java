package io.fluxstream.bridge.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.Topics;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Acknowledgements by alert: those of known alerts, and the newest of all others. */
final class Acks {
    private static final int MAX_OTHERS = 500;

    private final LinkedHashMap<String, AlertAck> byAlert = new LinkedHashMap<>();

    void put(AlertAck ack, Predicate<String> isKnown) {
        byAlert.remove(ack.alert());
        byAlert.put(ack.alert(), ack);
        if (byAlert.size() > MAX_OTHERS) {
            dropEldestOther(isKnown);
        }
    }

    private void dropEldestOther(Predicate<String> isKnown) {
        for (Iterator<String> alerts = byAlert.keySet().iterator(); alerts.hasNext(); ) {
            if (!isKnown.test(alerts.next())) {
                alerts.remove();
                return;
            }
        }
    }

    void remove(String alert) {
        byAlert.remove(alert);
    }

    @Nullable AlertAck of(String alert) {
        return byAlert.get(alert);
    }

    void write(JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("acks");
        for (AlertAck ack : byAlert.values()) {
            Values.write(out, Topics.ACKS.codec(), ack);
        }
        out.writeEndArray();
    }

    void read(JsonNode in) {
        for (JsonNode ack : in.path("acks")) {
            Values.read(Topics.ACKS.codec(), ack, value -> byAlert.put(value.alert(), value));
        }
    }
}
