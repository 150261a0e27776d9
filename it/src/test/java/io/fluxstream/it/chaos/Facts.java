package io.fluxstream.it.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.it.fleet.FluxKind;
import io.fluxstream.it.rig.ApiServer;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What an API server says of its resources, read as docs/semantics.md reads it and by nothing of flux-stream. */
final class Facts {
    private static final Set<String> WAITING = Set.of("DependencyNotReady", "SourceNotReady", "HealthCheckCanceled");

    private Facts() {}

    /** By the key of each resource, its phase. */
    static Map<String, String> of(ApiServer server) {
        Map<String, String> facts = new TreeMap<>();
        for (FluxKind kind : FluxKind.values()) {
            for (JsonNode object :
                    server.administrator().get(kind.collection("flux-system")).path("items")) {
                facts.put(
                        server.cluster() + '/' + kind.kind() + "/flux-system/"
                                + object.path("metadata").path("name").asText(),
                        phase(object));
            }
        }
        return facts;
    }

    private static String phase(JsonNode object) {
        if (object.path("metadata").hasNonNull("deletionTimestamp")) {
            return "DELETING";
        }
        if (object.path("spec").path("suspend").asBoolean(false)) {
            return "SUSPENDED";
        }
        JsonNode ready = null;
        for (JsonNode condition : object.path("status").path("conditions")) {
            ready = condition.path("type").asText().equals("Ready") ? condition : ready;
        }
        if (ready == null) {
            return "PENDING";
        }
        long generation = object.path("metadata").path("generation").asLong();
        boolean outdated = ready.path("observedGeneration").asLong(generation) < generation;
        return switch (ready.path("status").asText()) {
            case "True" -> outdated ? "PROGRESSING" : "READY";
            case "False" -> outdated ? "PROGRESSING" : failedOrWaiting(ready);
            default -> "PROGRESSING";
        };
    }

    private static String failedOrWaiting(JsonNode ready) {
        return WAITING.contains(ready.path("reason").asText()) ? "WAITING" : "FAILED";
    }
}
