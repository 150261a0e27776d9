package io.fluxstream.bridge.state;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Severity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The alert that only a workflow can raise: nothing is heard of a cluster any more, not even that it is unreachable. */
final class PipelineSilent {
    static final String RULE = "PipelineSilent";
    /** The origin of such an alert in answers. */
    static final String ORIGIN = "workflow";

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private PipelineSilent() {}

    /**
     * @param heard when the workflow last heard anything
     * @param clock the cluster's clock as last heard
     * @param appended when the newest record known was appended to its topic
     */
    static FluxAlert fire(
            String cluster, Instant heard, @Nullable Instant clock, @Nullable Instant appended, Instant now) {
        ResourceId resource = ResourceId.ofCluster(cluster);
        String opening = resource + "\n\n" + MILLIS.format(heard) + '\n';
        return new FluxAlert(
                hash(RULE + '\n' + opening),
                hash(opening),
                RULE,
                FluxAlert.Action.FIRING,
                0,
                Severity.ERROR,
                resource,
                "",
                "NothingHeard",
                message(heard, clock, appended),
                null,
                heard,
                now,
                null,
                null,
                List.of(),
                0,
                Map.of());
    }

    private static String message(Instant heard, @Nullable Instant clock, @Nullable Instant appended) {
        return "nothing heard from the pipeline since " + MILLIS.format(heard)
                + (clock == null ? "" : "; the cluster's clock then stood at " + MILLIS.format(clock))
                + (appended == null ? "" : "; the newest record known was appended at " + MILLIS.format(appended))
                + ": look at watcher, processor, bridge and broker";
    }

    static FluxAlert resolve(FluxAlert firing, Instant now) {
        return new FluxAlert(
                firing.id(),
                firing.incident(),
                firing.rule(),
                FluxAlert.Action.RESOLVED,
                firing.sequence(),
                firing.severity(),
                firing.resource(),
                firing.uid(),
                firing.reason(),
                firing.message(),
                firing.revision(),
                firing.since(),
                now,
                FluxAlert.Resolution.RECOVERED,
                firing.rootCause(),
                firing.affected(),
                firing.affectedCount(),
                firing.labels());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
