package io.fluxstream.domain.rule;

import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.status.Condition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule may look at when it decides and what it may say: an episode and its resource at one moment.
 *
 * @param uid empty for a cluster
 * @param phase the last settled phase, or the newest one while none has settled; null for a cluster
 * @param suspended as the newest observation says
 * @param reason what an alert would say, from the episode's last observation of its own phase; so are the message, the
 *     revision and the conditions
 * @param message at most 1,024 characters
 * @param attemptedRevision as the newest observation says; so do labels and references
 * @param since when the episode began
 */
public record Subject(
        ResourceId resource,
        String uid,
        @Nullable Phase phase,
        boolean suspended,
        @Nullable String reason,
        @Nullable String message,
        @Nullable String revision,
        @Nullable String attemptedRevision,
        Map<String, String> labels,
        List<Reference> dependsOn,
        @Nullable Reference source,
        List<Condition> conditions,
        Instant since) {}
