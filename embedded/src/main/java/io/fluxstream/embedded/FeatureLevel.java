package io.fluxstream.embedded;

import java.util.Map;

/** Which of the cluster-wide features a broker offers; fixed when its data directory is formatted. */
public enum FeatureLevel {
    /**
     * Everything this version of Kafka has, but for the second version of transactions: there each transaction is a new
     * epoch of its producer, and the second batch for a partition is turned away, with an error in the log, whenever it
     * overtakes the check of the first.
     */
    LATEST,
    /** What Redpanda offers: none of the newer group protocols, and transactions of the first version. */
    REDPANDA;

    /** The features whose level is not the highest. */
    Map<String, Short> lowered() {
        short none = 0;
        short first = 1;
        return switch (this) {
            case LATEST -> Map.of("transaction.version", first);
            case REDPANDA ->
                Map.of(
                        "transaction.version", none,
                        "group.version", none,
                        "streams.version", none,
                        "share.version", none);
        };
    }
}
