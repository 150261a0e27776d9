package io.fluxstream.domain.engine;

import io.fluxstream.domain.alert.AlertIdentity;
import io.fluxstream.domain.alert.FluxAlert.RootCause;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.rule.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an alert says from its firing to its resolution without change, whatever becomes of its rule.
 *
 * @param id the alert's
 * @param incident what all alerts about the episode share
 * @param identity of the episode in which it fired
 * @param rules the revision of the rules by which it fired
 */
record Carried(
        String id,
        String incident,
        AlertIdentity identity,
        Severity severity,
        @Nullable RootCause rootCause,
        List<Reference> affected,
        int affectedCount,
        Map<String, String> labels,
        Map<String, String> ruleLabels,
        Map<String, String> annotations,
        long rules) {
    void write(RowWriter out) {
        out.number(identity.since().toEpochMilli());
        out.string(identity.resourceVersion());
        out.constant(severity);
        out.bool(rootCause != null);
        if (rootCause != null) {
            out.reference(rootCause.resource());
            out.bool(rootCause.missing());
        }
        out.references(affected);
        out.number(affectedCount);
        out.strings(labels);
        out.strings(ruleLabels);
        out.strings(annotations);
        out.number(rules);
    }

    static Carried read(RowReader in, Episode episode, String alert) {
        AlertIdentity identity =
                new AlertIdentity(episode.resource, episode.uid, Instant.ofEpochMilli(in.number()), in.string());
        Severity severity = in.constant(Severity.class);
        if (severity == null) {
            throw new IncompatibleMemoryException("an alert about " + episode.resource + " has no severity");
        }
        AlertIdentity.Ids ids = identity.ids(alert);
        return new Carried(
                ids.alert(),
                ids.incident(),
                identity,
                severity,
                in.bool() ? new RootCause(in.reference(), in.bool()) : null,
                in.references(),
                (int) in.number(),
                in.strings(),
                in.strings(),
                in.strings(),
                in.number());
    }
}
