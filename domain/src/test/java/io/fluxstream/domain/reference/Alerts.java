package io.fluxstream.domain.reference;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Action;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.Subject;
import io.fluxstream.domain.rule.When;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What alerts say. */
final class Alerts {
    private static final DateTimeFormatter AS_IN_JSON = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Alerts() {}

    /** What a rule says when it fires, from the picture of the cluster at that time. */
    static Told fired(Timer timer, Instant at, World world) {
        Episode episode = timer.episode();
        Blame blame = new Blame(world.cluster(), world.inventory());
        List<Reference> affected = new ArrayList<>(blame.affected(episode.resource()));
        Life life = world.inventory().life(episode.resource());
        FluxAlert alert = new FluxAlert(
                name(timer.rule().alert(), episode),
                name(null, episode),
                timer.rule().alert(),
                Action.FIRING,
                0,
                timer.rule().severity(),
                episode.resource(),
                episode.uid(),
                reason(episode),
                message(episode, world.liveness(), at),
                revision(episode),
                episode.since(),
                at,
                null,
                blame.rootCause(episode.resource()),
                affected.subList(0, Math.min(50, affected.size())),
                affected.size(),
                life == null ? Map.of() : life.newest().observed().labels(),
                timer.rule().labels(),
                annotations(timer.rule(), subject(episode, at, world)),
                world.ledger().rules().revision());
        return new Told(timer.rule().alert(), episode, alert, at, null);
    }

    private static Map<String, String> annotations(Rule rule, Subject subject) {
        Map<String, String> annotations = new TreeMap<>();
        rule.annotations().forEach((name, template) -> annotations.put(name, Sighting.cut(template.render(subject))));
        return annotations;
    }

    /** What a rule is shown. */
    static Subject subject(Episode episode, Instant at, World world) {
        Life life = world.inventory().life(episode.resource());
        Observed newest = life == null || life.isGone() ? null : life.newest().observed();
        Phase settled = life == null ? null : life.settled();
        Sighting last = last(episode);
        List<Condition> conditions = new ArrayList<>();
        if (last != null) {
            for (Condition condition : last.observed().conditions()) {
                conditions.add(new Condition(
                        condition.type(),
                        condition.status(),
                        condition.reason(),
                        Sighting.cut(condition.message()),
                        condition.observedGeneration(),
                        condition.lastTransitionTime()));
            }
        }
        return new Subject(
                episode.resource(),
                episode.uid(),
                newest == null || life == null
                        ? null
                        : settled == null ? life.newest().phase() : settled,
                newest != null && newest.suspended(),
                reason(episode),
                message(episode, world.liveness(), at),
                revision(episode),
                newest == null ? null : newest.attemptedRevision(),
                newest == null ? Map.of() : newest.labels(),
                newest == null ? List.of() : newest.dependsOn(),
                newest == null ? null : newest.source(),
                conditions,
                episode.since());
    }

    static Told repeated(Told last, Episode now, Instant at, World world) {
        return new Told(
                last.rule(),
                now,
                next(
                        last.alert(),
                        Action.REPEATED,
                        last.alert().sequence() + 1,
                        at,
                        null,
                        reason(now),
                        message(now, world.liveness(), at),
                        revision(now)),
                at,
                null);
    }

    /**
     * The end of an alert; what it says of the episode is what was known just before.
     */
    static Told resolved(Told last, Episode before, Instant at, Resolution resolution) {
        return new Told(
                last.rule(),
                before,
                next(
                        last.alert(),
                        Action.RESOLVED,
                        last.alert().sequence(),
                        at,
                        resolution,
                        reason(before),
                        before.evidence().isEmpty() ? last.alert().message() : lastMessage(before),
                        revision(before)),
                at,
                null);
    }

    /** Why an episode is over: {@code now} is null when its incarnation has ended, {@code life} what is there now. */
    static Resolution resolution(@Nullable Episode now, @Nullable Life life, When when, String uid) {
        if (when == When.FLAPPING
                && now == null
                && life != null
                && !life.isGone()
                && life.uid().equals(uid)) {
            return life.newest().phase() == Phase.SUSPENDED ? Resolution.SUSPENDED : Resolution.RECOVERED;
        }
        if (now == null && when != When.UNREACHABLE) {
            return life == null || life.isGone() ? Resolution.DELETED : Resolution.REPLACED;
        }
        boolean suspended = now != null && now.closed() == Phase.SUSPENDED;
        return suspended ? Resolution.SUSPENDED : Resolution.RECOVERED;
    }

    private static FluxAlert next(
            FluxAlert last,
            Action action,
            int sequence,
            Instant at,
            @Nullable Resolution resolution,
            @Nullable String reason,
            @Nullable String message,
            @Nullable String revision) {
        return new FluxAlert(
                last.id(),
                last.incident(),
                last.rule(),
                action,
                sequence,
                last.severity(),
                last.resource(),
                last.uid(),
                reason,
                message,
                revision,
                last.since(),
                at,
                resolution,
                last.rootCause(),
                last.affected(),
                last.affectedCount(),
                last.labels(),
                last.ruleLabels(),
                last.annotations(),
                last.rules());
    }

    private static @Nullable Sighting last(Episode episode) {
        List<Sighting> evidence = episode.evidence();
        return evidence.isEmpty() ? null : evidence.get(evidence.size() - 1);
    }

    private static @Nullable String reason(Episode episode) {
        Sighting last = last(episode);
        return last == null ? "LeaseExpired" : last.reason();
    }

    private static @Nullable String message(Episode episode, Liveness liveness, Instant at) {
        return episode.evidence().isEmpty() ? Sighting.cut(liveness.lapses(at)) : lastMessage(episode);
    }

    private static @Nullable String lastMessage(Episode episode) {
        Sighting last = last(episode);
        return last == null ? null : last.message();
    }

    private static @Nullable String revision(Episode episode) {
        Sighting last = last(episode);
        return last == null ? null : last.revision();
    }

    /** Identifies an alert, or without a rule the incident. */
    static String name(@Nullable String rule, Episode episode) {
        List<String> parts = new ArrayList<>();
        if (rule != null) {
            parts.add(rule);
        }
        parts.add(episode.resource().toString());
        parts.add(episode.uid());
        parts.add(AS_IN_JSON.format(episode.since()));
        parts.add(episode.openingVersion());
        byte[] text = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(digest).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
