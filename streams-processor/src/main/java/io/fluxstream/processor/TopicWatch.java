package io.fluxstream.processor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.Uuid;

/** Notices topics that somebody deleted, whether they are still gone or were made anew meanwhile; pure. */
final class TopicWatch {
    private final Map<String, Uuid> known = new HashMap<>();
    private List<String> suspects = List.of();

    /** What is there when it all begins. */
    void begins(Map<String, Uuid> present) {
        known.putAll(present);
    }

    /**
     * The topics that were deleted since the last look, in order. One that is not there is believed to be gone when it is missed
     * twice: a broker that has just started may not know all of them yet.
     *
     * @param present the topics that are there, with their ids; brokers that know no ids all say the same one
     */
    List<String> deleted(Map<String, Uuid> present) {
        List<String> deleted = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String topic : new TreeSet<>(known.keySet())) {
            Uuid id = present.get(topic);
            if (id == null) {
                (suspects.contains(topic) ? deleted : missing).add(topic);
            } else if (!id.equals(known.get(topic))) {
                deleted.add(topic);
            }
        }
        suspects = List.copyOf(missing);
        known.putAll(present);
        return deleted;
    }
}
