package io.fluxstream.benchmarks;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.schemas.Decoded;
import io.fluxstream.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/**
 * Updates of a fleet, one resource after the other and one cluster after the other, and how long their alerts take.
 *
 * <p>A resource is ready, in progress, ready, ... and fails once in ten of its turns. Not thread-safe.
 */
final class Turns {
    private static final int CYCLE = 10;
    private static final Duration POLL = Duration.ofMillis(1);

    private final FakeFleet fleet;
    private final int first;
    private final int clusters;
    private final int resources;
    private final Map<String, Long> failed = new HashMap<>();
    private long turn;
    private long events;

    /** @param clusters so many have turns, from the first on */
    Turns(FakeFleet fleet, int first, int clusters, int resources) {
        this.fleet = fleet;
        this.first = first;
        this.clusters = clusters;
        this.resources = resources;
    }

    /** Writes the next update. */
    void next() {
        long i = turn++;
        int cluster = first + (int) (i % clusters);
        int resource = (int) (i / clusters % resources);
        // Neighbours are at different points of the cycle, which a resource goes through from one round to the next.
        long step = (i / clusters / resources + resource + cluster) % CYCLE;
        String revision = "main@sha1:" + Long.toHexString(0xc58b516e8fcL + i);
        if (step == 0) {
            failed.put(FakeFleet.key(cluster, resource), System.nanoTime());
            fleet.write(
                    cluster, resource, "False", "BuildFailed", "accumulating resources from " + revision + " failed");
        } else if (step % 2 == 0) {
            fleet.write(cluster, resource, "Unknown", "Progressing", "Reconciliation in progress");
        } else {
            fleet.write(cluster, resource, "True", "ReconciliationSucceeded", "Applied revision: " + revision);
        }
    }

    /** Reads what has come to flux-alerts: the first alert of each failure is timed. */
    void take(KafkaConsumer<byte[], byte[]> alerts, Distribution alerted) {
        for (ConsumerRecord<byte[], byte[]> record : alerts.poll(POLL)) {
            events++;
            if (Topics.ALERTS.codec().decode(record.value()) instanceof Decoded.Value<FluxAlert> value
                    && value.value().action() == FluxAlert.Action.FIRING
                    && value.value().rule().equals("ReadyLost")) {
                Long at = failed.remove(value.value().resource().toString());
                if (at != null) {
                    alerted.addNanos(System.nanoTime() - at);
                }
            }
        }
    }

    /** Alert events read so far. */
    long events() {
        return events;
    }

    /** Failures whose alert has not been read. */
    int awaited() {
        return failed.size();
    }
}
