package io.fluxstream.history.log;

import io.fluxstream.security.kafka.Refusal;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/** A broker that does not answer, or refuses, in one sentence. */
public final class Unreadable {
    private Unreadable() {}

    /** The sentence, and behind it why. */
    public static HistoryException because(Map<String, String> kafka, KafkaException failure) {
        return new HistoryException(
                "Kafka at " + kafka.get("bootstrap.servers") + " cannot be read (" + Refusal.reason(failure)
                        + "); is it running, and the address right?",
                failure);
    }
}
