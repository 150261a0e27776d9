package io.fluxstream.it.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** One write of a controller to an object's status. */
final class StatusPatch {
    private final ObjectNode patch = JsonNodeFactory.instance.objectNode();
    private final ObjectNode status = patch.putObject("status");
    private final ArrayNode conditions = status.putArray("conditions");
    private final long generation;

    /** @param generation the one that the controller looks at */
    StatusPatch(long generation) {
        this.generation = generation;
    }

    StatusPatch condition(String type, String value, String reason, String message) {
        conditions
                .addObject()
                .put("type", type)
                .put("status", value)
                .put("reason", reason)
                .put("message", message)
                .put("observedGeneration", generation)
                .put(
                        "lastTransitionTime",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        return this;
    }

    StatusPatch ready(String value, String reason, String message) {
        return condition("Ready", value, reason, message);
    }

    StatusPatch reconciling(String reason, String message) {
        return condition("Reconciling", "True", reason, message);
    }

    /** The generation that succeeded last; it does not move on a failure. */
    StatusPatch observedGeneration() {
        status.put("observedGeneration", generation);
        return this;
    }

    StatusPatch field(String name, String value) {
        status.put(name, value);
        return this;
    }

    StatusPatch artifact(String revision) {
        status.putObject("artifact").put("revision", revision);
        return this;
    }

    ObjectNode json() {
        return patch;
    }
}
