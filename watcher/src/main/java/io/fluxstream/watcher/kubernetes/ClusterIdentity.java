package io.fluxstream.watcher.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a cluster by the uid of its namespace kube-system; one request serves all kinds that ask meanwhile. */
final class ClusterIdentity {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterIdentity.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/api/v1/namespaces/kube-system";

    private final String cluster;
    private final ApiServer server;
    private final List<Asker> askers = new ArrayList<>();
    private boolean hasComplained;
    private @Nullable String uid;

    ClusterIdentity(String cluster, ApiServer server) {
        this.cluster = cluster;
        this.server = server;
    }

    /** The uid as last read, or null when it was not or must not be read. */
    @Nullable String lastKnown() {
        return uid;
    }

    /**
     * Reads the uid anew.
     *
     * @param known gets the uid, null when it must not be read
     */
    void ask(Consumer<@Nullable String> known, Consumer<CallFailure> failed) {
        askers.add(new Asker(known, failed));
        if (askers.size() > 1) {
            return;
        }
        server.getWhole(PATH, new ApiServer.WholeHandler() {
            @Override
            public void answered(byte[] body, Instant at) {
                read(body);
            }

            @Override
            public void fails(CallFailure failure) {
                if (failure.code() == 403 || failure.code() == 404) {
                    complain(failure.text());
                    tell(null);
                } else {
                    take().forEach(asker -> asker.failed.accept(failure));
                }
            }
        });
    }

    private void read(byte[] body) {
        try {
            String text = JSON.readTree(body).path("metadata").path("uid").asText("");
            tell(text.isEmpty() ? null : text);
        } catch (IOException notJson) {
            take().forEach(asker -> asker.failed.accept(CallFailure.of("namespace kube-system is not JSON")));
        }
    }

    private void complain(String why) {
        if (!hasComplained) {
            hasComplained = true;
            LOG.warn(
                    "cluster {}: namespace kube-system cannot be read ({}), so every start takes a snapshot; allow get on it",
                    cluster,
                    why);
        }
    }

    private void tell(@Nullable String read) {
        uid = read;
        take().forEach(asker -> asker.known.accept(read));
    }

    private List<Asker> take() {
        List<Asker> taken = List.copyOf(askers);
        askers.clear();
        return taken;
    }

    private record Asker(Consumer<@Nullable String> known, Consumer<CallFailure> failed) {}
}
