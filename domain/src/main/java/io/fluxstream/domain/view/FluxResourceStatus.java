package io.fluxstream.domain.view;

import io.fluxstream.domain.EventTime;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is believed of a resource now: a record of the topic flux-resources.
 *
 * @param ready the newest Ready status as reported; null where there is none
 * @param phase the last settled phase, or the newest one while none has settled; never GONE
 * @param reconciling the newest observation is PROGRESSING
 * @param since when what the phase says began: of a failure its first moment, retries and waits in between included
 * @param lastTransition the time of the last PHASE transition; null while none has settled
 * @param lastSeen the time of the last observation that changed something else in this row
 */
public record FluxResourceStatus(
        ResourceId resource,
        @Nullable String ready,
        Phase phase,
        boolean reconciling,
        @Nullable String reason,
        @Nullable String message,
        @Nullable String revision,
        @Nullable String attemptedRevision,
        boolean suspended,
        Instant since,
        @Nullable Instant lastTransition,
        Instant lastSeen,
        List<Reference> dependsOn,
        @Nullable Reference source,
        Map<String, String> labels) {
    public FluxResourceStatus {
        if (phase == Phase.GONE) {
            throw new IllegalArgumentException("a resource that is gone has no row: " + resource);
        }
        since = EventTime.of(since);
        if (lastTransition != null) {
            lastTransition = EventTime.of(lastTransition);
        }
        lastSeen = EventTime.of(lastSeen);
        dependsOn = List.copyOf(dependsOn);
    }
}
