package io.fluxstream.watcher.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Looks for the first version of a kind that an API server serves. */
final class Discovery {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ApiServer server;
    private final KindSpec spec;
    private final Consumer<@Nullable Served> found;
    private final Consumer<CallFailure> failed;

    private Discovery(ApiServer server, KindSpec spec, Consumer<@Nullable Served> found, Consumer<CallFailure> failed) {
        this.server = server;
        this.spec = spec;
        this.found = found;
        this.failed = failed;
    }

    /** Looks for it; {@code found} gets null when the kind is not installed. */
    static void of(ApiServer server, KindSpec spec, Consumer<@Nullable Served> found, Consumer<CallFailure> failed) {
        new Discovery(server, spec, found, failed).tryVersion(0);
    }

    private void tryVersion(int index) {
        if (index == spec.versions().size()) {
            found.accept(null);
            return;
        }
        String version = spec.versions().get(index);
        server.getWhole(Served.root(spec.group(), version), new ApiServer.WholeHandler() {
            @Override
            public void answered(byte[] body, Instant at) {
                Served served;
                try {
                    served = find(body, version);
                } catch (IOException notJson) {
                    failed.accept(CallFailure.of("discovery of " + spec.group() + '/' + version + " is not JSON"));
                    return;
                }
                if (served == null) {
                    tryVersion(index + 1);
                } else {
                    found.accept(served);
                }
            }

            @Override
            public void fails(CallFailure failure) {
                if (failure.code() == 404) {
                    tryVersion(index + 1);
                } else {
                    failed.accept(failure);
                }
            }
        });
    }

    private @Nullable Served find(byte[] body, String version) throws IOException {
        for (JsonNode resource : JSON.readTree(body).path("resources")) {
            String name = resource.path("name").asText("");
            if (resource.path("kind").asText("").equals(spec.kind()) && !name.isEmpty() && name.indexOf('/') < 0) {
                return new Served(spec.group(), version, spec.kind(), name);
            }
        }
        return null;
    }
}
