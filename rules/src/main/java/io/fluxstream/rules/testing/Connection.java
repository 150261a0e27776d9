package io.fluxstream.rules.testing;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How much is heard of a cluster. */
enum Connection {
    /** Heartbeats say that everything is seen. */
    LIVE,
    /** Heartbeats say that the cluster cannot be reached. */
    UNREACHABLE,
    /** There are no heartbeats: the watcher is down, and the cluster's clock stands still. */
    SILENT;

    /** By the words of histories. */
    static final Map<String, Connection> BY_WORD = Arrays.stream(values())
            .collect(Collectors.toMap(
                    connection -> connection.name().toLowerCase(Locale.ROOT),
                    Function.identity(),
                    (one, other) -> one,
                    LinkedHashMap::new));
}
