package io.fluxstream.watcher.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks for the first version of a kind that an API server serves; one request serves all kinds of a group that look meanwhile. */
final class Discovery {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiServer server;
    /** Who waits for the answer to a request that is under way, by its path. */
    private final Map<String, List<Asker>> underWay = new HashMap<>();

    Discovery(ApiServer server) {
        this.server = server;
    }

    /** Looks for it; {@code found} gets null when the kind is not installed. */
    void find(KindSpec spec, Consumer<@Nullable Served> found, Consumer<CallFailure> failed) {
        tryVersion(spec, 0, found, failed);
    }

    private void tryVersion(KindSpec spec, int index, Consumer<@Nullable Served> found, Consumer<CallFailure> failed) {
        if (index == spec.versions().size()) {
            found.accept(null);
            return;
        }
        String version = spec.versions().get(index);
        ask(
                Served.root(spec.group(), version),
                resources -> {
                    Served served = served(resources, spec, version);
                    if (served == null) {
                        tryVersion(spec, index + 1, found, failed);
                    } else {
                        found.accept(served);
                    }
                },
                failed);
    }

    /** Reads which resources there are below a path: none when there is no such path. */
    private void ask(String root, Consumer<JsonNode> known, Consumer<CallFailure> failed) {
        List<Asker> askers = underWay.computeIfAbsent(root, path -> new ArrayList<>());
        askers.add(new Asker(known, failed));
        if (askers.size() > 1) {
            return;
        }
        server.getWhole(root, new ApiServer.WholeHandler() {
            @Override
            public void answered(byte[] body, Instant at) {
                try {
                    tell(root, JSON.readTree(body).path("resources"));
                } catch (IOException notJson) {
                    CallFailure failure = CallFailure.of("discovery of " + root + " is not JSON");
                    take(root).forEach(asker -> asker.failed.accept(failure));
                }
            }

            @Override
            public void fails(CallFailure failure) {
                if (failure.code() == 404) {
                    tell(root, JSON.createArrayNode());
                } else {
                    take(root).forEach(asker -> asker.failed.accept(failure));
                }
            }
        });
    }

    private void tell(String root, JsonNode resources) {
        take(root).forEach(asker -> asker.known.accept(resources));
    }

    private List<Asker> take(String root) {
        List<Asker> taken = underWay.remove(root);
        return taken == null ? List.of() : taken;
    }

    private static @Nullable Served served(JsonNode resources, KindSpec spec, String version) {
        for (JsonNode resource : resources) {
            String name = resource.path("name").asText("");
            if (resource.path("kind").asText("").equals(spec.kind()) && !name.isEmpty() && name.indexOf('/') < 0) {
                return new Served(spec.group(), version, spec.kind(), name);
            }
        }
        return null;
    }

    private record Asker(Consumer<JsonNode> known, Consumer<CallFailure> failed) {}
}
