package io.fluxstream.schemas.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Deleted;
import io.fluxstream.domain.status.FluxStatusEvent.Heartbeat;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.domain.status.FluxStatusEvent.SessionStarted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotCompleted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotStarted;
import java.util.Arrays;

/** Whether a record's key is that of the event in its value. Resources are compared as they are, without being written first. */
final class KeyCheck implements FluxStatusEvent.Cases<Boolean> {
    private final byte[] key;

    KeyCheck(byte[] key) {
        this.key = key;
    }

    @Override
    public Boolean observed(Observed event) {
        return is(event.resource());
    }

    @Override
    public Boolean deleted(Deleted event) {
        return is(event.resource());
    }

    @Override
    public Boolean sessionStarted(SessionStarted event) {
        return is(event.cluster());
    }

    @Override
    public Boolean snapshotStarted(SnapshotStarted event) {
        return is(event.cluster());
    }

    @Override
    public Boolean snapshotCompleted(SnapshotCompleted event) {
        return is(event.cluster());
    }

    @Override
    public Boolean heartbeat(Heartbeat event) {
        return is(event.cluster());
    }

    private boolean is(String cluster) {
        return Arrays.equals(key, cluster.getBytes(UTF_8));
    }

    /** The parts of a resource are ASCII, and between them stands a slash. */
    private boolean is(ResourceId id) {
        int kind = id.cluster().length() + 1;
        int namespace = kind + id.kind().length() + 1;
        int name = namespace + id.namespace().length() + 1;
        return key.length == name + id.name().length()
                && holds(id.name(), name)
                && key[name - 1] == '/'
                && holds(id.namespace(), namespace)
                && key[namespace - 1] == '/'
                && holds(id.kind(), kind)
                && key[kind - 1] == '/'
                && holds(id.cluster(), 0);
    }

    private boolean holds(String part, int from) {
        for (int i = 0; i < part.length(); i++) {
            if (key[from + i] != part.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
