package io.fluxstream.domain.engine;

import io.fluxstream.domain.alert.AlertIdentity;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.Subject;
import io.fluxstream.domain.rule.Template;
import io.fluxstream.domain.rule.When;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/** What alerts say, and what rules are shown, of the cluster as it is at that moment. */
final class AlertWords {
    static final String LEASE_EXPIRED = "LeaseExpired";

    private final ClusterMemory memory;

    AlertWords(ClusterMemory memory) {
        this.memory = memory;
    }

    /** Whether what a rule asks of the resource besides the condition holds when its alert is due. */
    boolean hold(AlertTimer timer) {
        return hold(timer, timer.due);
    }

    boolean hold(AlertTimer timer, long at) {
        Rule rule = timer.rule();
        return !rule.isDynamic() || rule.holds(subject(timer.episode, at));
    }

    /** The event of an alert that is due now. */
    FluxAlert spoken(AlertTimer timer, long at) {
        if (timer.when == When.UNREACHABLE) {
            timer.says(kindsOutOfReach(at));
        }
        return spoken(new Outcome.Spoken(timer, timer.sequence, at));
    }

    FluxAlert spoken(Outcome.Spoken spoken) {
        if (spoken.sequence() == 0) {
            carry(spoken.timer(), spoken.at());
        }
        return spoken.timer().spoken(spoken.sequence(), spoken.at());
    }

    private void carry(AlertTimer timer, long at) {
        Rule rule = timer.rule();
        Episode episode = timer.episode;
        SortedSet<Reference> affected = memory.graph.affected(episode.reference());
        List<Reference> named = affected.isEmpty()
                ? List.of()
                : affected.stream().limit(FluxAlert.MAX_AFFECTED).toList();
        AlertIdentity identity = episode.identity();
        AlertIdentity.Ids ids = identity.ids(timer.alert);
        Map<String, Template> annotations = rule.annotations();
        timer.carry(new Carried(
                ids.alert(),
                ids.incident(),
                identity,
                rule.severity(),
                memory.graph.rootCause(episode.resource),
                named,
                affected.size(),
                labels(episode),
                rule.labels(),
                annotations.isEmpty() ? Map.of() : rendered(annotations, subject(episode, at)),
                memory.rules().rules().revision()));
    }

    private static Map<String, String> rendered(Map<String, Template> annotations, Subject subject) {
        Map<String, String> rendered = new TreeMap<>();
        annotations.forEach((name, template) -> rendered.put(name, Seen.cut(template.render(subject))));
        return Collections.unmodifiableMap(rendered);
    }

    private Subject subject(Episode episode, long at) {
        if (episode.when == When.UNREACHABLE) {
            return ofCluster(episode, at);
        }
        ResourceMemory resource = episode.owner;
        Seen seen = resource == null ? null : resource.seen;
        return new Subject(
                episode.resource,
                episode.uid,
                resource == null || seen == null ? null : resource.shownPhase(seen),
                seen != null && seen.suspended(),
                episode.reason,
                episode.message,
                episode.revision,
                seen == null ? null : seen.attemptedRevision(),
                labels(episode),
                seen == null ? List.of() : seen.dependsOn(),
                seen == null ? null : seen.source(),
                episode.conditions,
                Instant.ofEpochMilli(episode.since));
    }

    private static Map<String, String> labels(Episode episode) {
        Seen seen = episode.owner == null ? null : episode.owner.seen;
        return seen == null ? Map.of() : seen.labels();
    }

    private Subject ofCluster(Episode episode, long at) {
        return new Subject(
                episode.resource,
                episode.uid,
                null,
                false,
                LEASE_EXPIRED,
                kindsOutOfReach(at),
                null,
                null,
                Map.of(),
                List.of(),
                null,
                List.of(),
                Instant.ofEpochMilli(episode.since));
    }

    private String kindsOutOfReach(long at) {
        StringBuilder message = new StringBuilder();
        for (KindMemory kind : memory.kinds.values()) {
            if (kind.named && kind.liveUntil() <= at) {
                message.append(message.length() == 0 ? "" : "; ")
                        .append(kind.kind)
                        .append(": ")
                        .append(kind.error == null ? "no heartbeat" : kind.error);
            }
        }
        return Seen.cut(message.toString());
    }
}
