package io.fluxstream.it.chaos;

import java.util.List;

/** A way in which something goes wrong, and on whom it may be played. */
enum Family {
    KILL("kill -9", Places.PROCESSES),
    RESTART("restart", Places.PROCESSES),
    PAUSE("SIGSTOP", Places.PROCESSES),
    CUT("connections refused", Places.NETWORKS),
    RESET("connection resets", Places.NETWORKS),
    STALL("silent network", Places.NETWORKS),
    LATENCY("latency", Places.NETWORKS),
    DISK_FULL("disk full", List.of(Places.BROKER)),
    EXPIRED_WATCH("expired watch", Places.CLUSTERS),
    CLOCK("watcher's clock stepped", List.of(Places.WATCHER)),
    CONTINUE_AS_NEW("Temporal killed in continue-as-new", List.of("flux-alerts", "flux-watch-north")),
    POISON_STATUS("poison in flux-status", List.of("flux-status")),
    POISON_ROWS("poison in what the bridge reads", List.of("flux-resources", "flux-clusters", "flux-alerts-active")),
    REDELIVERY("records again, late and out of order", List.of("flux-status")),
    SIGNALS_TWICE("signals again", List.of("flux-resources", "flux-alerts")),
    TEMPORAL_LOST("Temporal lost everything", List.of(Places.TEMPORAL)),
    TOPIC_DELETED(
            "topic deleted",
            List.of(
                    "flux-status",
                    "flux-alerts",
                    "flux-resources",
                    "flux-alerts-active",
                    "flux-transitions",
                    "flux-watch-cursors",
                    "flux-clusters",
                    "flux-rules",
                    "flux-acks",
                    "flux-status-dlq"));

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> targets;

    Family(String words, List<String> targets) {
        this.words = words;
        this.targets = targets;
    }

    String words() {
        return words;
    }

    List<String> targets() {
        return targets;
    }

    /** Whether flux-status may miss for a while what happens in the clusters. */
    boolean blinds(String target) {
        return switch (this) {
            case KILL, RESTART, PAUSE, CUT, RESET, STALL, LATENCY -> !Places.BEHIND_THE_LOG.contains(target);
            case DISK_FULL, EXPIRED_WATCH, CLOCK, TOPIC_DELETED -> true;
            case CONTINUE_AS_NEW, POISON_STATUS, POISON_ROWS, REDELIVERY, SIGNALS_TWICE, TEMPORAL_LOST -> false;
        };
    }
}
