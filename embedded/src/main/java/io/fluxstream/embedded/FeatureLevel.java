package io.fluxstream.embedded;

import java.util.List;

/** Which of the cluster-wide features a broker offers; fixed when its data directory is formatted. */
public enum FeatureLevel {
    /** Everything this version of Kafka has. */
    LATEST,
    /** What Redpanda offers: none of the newer group protocols, and transactions of the first version. */
    REDPANDA;

    /** The features whose level is zero. */
    List<String> withheld() {
        return switch (this) {
            case LATEST -> List.of();
            case REDPANDA -> List.of("transaction.version", "group.version", "streams.version", "share.version");
        };
    }
}
