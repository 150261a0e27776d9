package io.fluxstream.it.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.it.rig.KubernetesApi;

/** An object of a cluster and the controller that looks after it. */
public final class Played {
    private static final String IN_PROGRESS = "Reconciliation in progress";

    private final KubernetesApi api;
    private final FluxKind kind;
    private final ResourceId id;
    private final String path;
    private long generation;
    private String revision = "";

    Played(KubernetesApi api, FluxKind kind, ResourceId id, JsonNode created) {
        this.api = api;
        this.kind = kind;
        this.id = id;
        this.path = kind.collection(id.namespace()) + "/" + id.name();
        this.generation = created.path("metadata").path("generation").asLong();
    }

    public ResourceId id() {
        return id;
    }

    /** Unknown, then True in two writes of which the first still carries the previous revision. */
    public Played succeedsAt(String applied) {
        if (isSource()) {
            return storesArtifact(applied);
        }
        progressesTowards(applied);
        String message = "Applied revision: " + applied;
        write(status().ready("True", "ReconciliationSucceeded", message));
        revision = applied;
        return write(status().ready("True", "ReconciliationSucceeded", message)
                .field("lastAppliedRevision", applied)
                .observedGeneration());
    }

    /** What every interval brings when nothing changed: True, Unknown, True. */
    public Played reconciles() {
        return succeedsAt(revision);
    }

    /** Unknown, then False: a failure that is retried, and each retry of it. */
    public Played failsWith(String reason, String message) {
        if (!isSource()) {
            progressesTowards(revision);
        }
        StatusPatch status = status().reconciling("ProgressingWithRetry", "Detecting drift for revision " + revision)
                .ready("False", reason, message);
        return write(isSource() ? status.condition("FetchFailed", "True", reason, message) : status);
    }

    /** A single write: Ready is False because another resource is not there yet. */
    public Played waitsFor(String reason, String message) {
        return write(status().ready("False", reason, message));
    }

    public Played progressesTowards(String attempted) {
        write(status().reconciling("Progressing", "Fetching manifests for revision " + attempted)
                .ready("Unknown", "Progressing", IN_PROGRESS));
        return write(status().reconciling("Progressing", "Building manifests for revision " + attempted)
                .ready("Unknown", "Progressing", IN_PROGRESS)
                .field("lastAttemptedRevision", attempted));
    }

    /** Writes no condition: the old ones freeze. */
    public Played isSuspended(boolean suspended) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.putObject("spec").put("suspend", suspended);
        generation = api.patch(path, change).path("metadata").path("generation").asLong();
        return this;
    }

    public void isDeleted() {
        api.delete(path);
    }

    /** With a finalizer, a deletion waits until it is taken off. */
    public Played hasFinalizer(boolean present) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        if (present) {
            change.putObject("metadata").putArray("finalizers").add("finalizers.fluxcd.io");
        } else {
            change.putObject("metadata").putNull("finalizers");
        }
        api.patch(path, change);
        return this;
    }

    private Played storesArtifact(String stored) {
        revision = stored;
        String message = "stored artifact for revision '" + stored + "'";
        return write(status().ready("True", "Succeeded", message)
                .condition("ArtifactInStorage", "True", "Succeeded", message)
                .artifact(stored)
                .observedGeneration());
    }

    private boolean isSource() {
        return kind.group().startsWith("source.");
    }

    private StatusPatch status() {
        return new StatusPatch(generation);
    }

    private Played write(StatusPatch patch) {
        api.patch(path + "/status", patch.json());
        return this;
    }
}
