package io.fluxstream.domain.engine;

import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.When;
import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.view.FluxResourceStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is remembered of one resource: its incarnation, what it showed, what it settled on, and what lasts. */
final class ResourceMemory {
    /** What the key of a row ends with that holds only what most records move: no name of a resource ends with a slash. */
    static final String PROGRESS = "/progress/";

    /** No resource version is remembered: any observation is later. */
    static final long NO_VERSION = -1;

    private static final long NO_TIME = Long.MIN_VALUE;

    final ResourceId id;
    final Reference reference;
    final KindMemory kind;
    final List<Episode> episodes = new ArrayList<>(2);

    String uid;
    long resourceVersion = NO_VERSION;

    private @Nullable String key;
    private @Nullable String progressKey;

    /** The rules that concern it; null until they are asked. */
    RuleBook.@Nullable Selection rules;

    final Changes changes = new Changes();
    /** The kind's count of snapshots when a record of the resource last arrived during one. */
    long presentIn;
    /** The same, when it was last listed by one. */
    long listedIn;

    boolean gone;
    long goneAt = NO_TIME;

    @Nullable Seen seen;

    /** The last one; follows from what was observed and is not written into rows. */
    private @Nullable Failure failure;

    @Nullable Phase settled;
    /** The last READY, FAILED, SUSPENDED or STATIC of this incarnation. */
    @Nullable Phase verdict;
    /** Of the last failure, while there was one. */
    @Nullable String fingerprint;
    /** The revision of the last transition. */
    @Nullable String carriedRevision;

    long lastTransition = NO_TIME;
    long lastSeen = NO_TIME;

    /** Whether anything changed since the rows were last taken. */
    boolean dirty;
    /** Whether more changed than {@link #writeProgress} tells. */
    boolean changed;
    /** The cluster's count of records when the row was written that this was read from. */
    private long writtenAt;

    ResourceMemory(ResourceId id, KindMemory kind, String uid) {
        this.id = id;
        reference = id.reference();
        this.kind = kind;
        this.uid = uid;
    }

    /** The key of its row: the written form of its id. */
    String key() {
        if (key == null) {
            key = id.toString();
        }
        return key;
    }

    /** The key of the row of what most records move; see {@link #writeProgress}. */
    String progressKey() {
        if (progressKey == null) {
            progressKey = key() + PROGRESS;
        }
        return progressKey;
    }

    /** Forgets everything but which snapshots it was present in and when its row was written: another incarnation begins. */
    void startAfresh(String uid) {
        this.uid = uid;
        gone = false;
        goneAt = NO_TIME;
        seen = null;
        settled = null;
        verdict = null;
        changes.forget();
        fingerprint = null;
        carriedRevision = null;
        lastTransition = NO_TIME;
    }

    void becomesGone(long t) {
        startAfresh(uid);
        gone = true;
        goneAt = t;
    }

    /** What a failing resource says, which it may have said before. */
    Failure failure(Condition ready) {
        Failure known = failure;
        if (known == null || !known.isSaidBy(ready)) {
            known = Failure.of(ready);
            failure = known;
        }
        return known;
    }

    boolean hasTransitioned() {
        return lastTransition != NO_TIME;
    }

    /** The open episode of that condition, or null. */
    @Nullable Episode open(When when) {
        for (int i = 0; i < episodes.size(); i++) {
            Episode episode = episodes.get(i);
            if (episode.when == when && !episode.closed) {
                return episode;
            }
        }
        return null;
    }

    /** The open episode of the rule of that name, which watches flapping; or null. */
    @Nullable Episode flapping(String alert) {
        for (Episode episode : episodes) {
            if (episode.when == When.FLAPPING && !episode.closed && episode.timer(alert) != null) {
                return episode;
            }
        }
        return null;
    }

    /** Every open episode that watches flapping, each of a rule of its own. */
    void eachFlapping(Consumer<Episode> action) {
        for (Episode episode : episodes) {
            if (episode.when == When.FLAPPING && !episode.closed) {
                action.accept(episode);
            }
        }
    }

    /** Whether it is at fault, or held up by what is. */
    boolean isUnwell() {
        return settled == Phase.FAILED || settled == Phase.WAITING;
    }

    Phase shownPhase(Seen seen) {
        return settled != null ? settled : seen.phase();
    }

    /** When what the row's phase says began. */
    private long shownSince(Phase shown) {
        When when = Episode.openedBy(shown);
        Episode episode = when == null ? null : open(when);
        return episode == null ? lastTransition : episode.since;
    }

    /** The row that readers are shown; null once the resource is gone. */
    @Nullable FluxResourceStatus row() {
        Seen seen = this.seen;
        if (seen == null) {
            return null;
        }
        Phase shown = shownPhase(seen);
        return new FluxResourceStatus(
                id,
                seen.ready(),
                shown,
                seen.phase() == Phase.PROGRESSING,
                seen.reason(),
                seen.message(),
                seen.revision(),
                seen.attemptedRevision(),
                seen.suspended(),
                Instant.ofEpochMilli(shownSince(shown)),
                hasTransitioned() ? Instant.ofEpochMilli(lastTransition) : null,
                Instant.ofEpochMilli(lastSeen),
                seen.dependsOn(),
                seen.source(),
                seen.labels());
    }

    /** What the row shows besides {@link #seen} and {@link #lastSeen}, for comparing before with after. */
    record Shown(@Nullable Phase phase, boolean reconciling, long since, long lastTransition) {}

    Shown shown() {
        if (seen == null) {
            return new Shown(null, false, NO_TIME, NO_TIME);
        }
        Phase shown = shownPhase(seen);
        return new Shown(shown, seen.phase() == Phase.PROGRESSING, shownSince(shown), lastTransition);
    }

    void write(RowWriter out) {
        out.string(uid);
        out.number(resourceVersion);
        out.number(presentIn);
        out.number(listedIn);
        out.bool(gone);
        out.number(goneAt);
        out.constant(settled);
        out.constant(verdict);
        out.optional(fingerprint);
        out.optional(carriedRevision);
        out.number(lastTransition);
        out.number(lastSeen);
        out.bool(seen != null);
        if (seen != null) {
            seen.write(out);
        }
        changes.write(out);
        out.number(episodes.size());
        episodes.forEach(episode -> episode.write(out));
    }

    /**
     * Writes what moves with nearly every record of a resource to which nothing happens. Most records bring nothing else, and what
     * is written for each of them is what a processor spends much of its time on.
     */
    void writeProgress(RowWriter out) {
        out.number(resourceVersion);
        out.number(presentIn);
        out.number(listedIn);
        episodes.forEach(episode -> episode.writeTimes(out));
    }

    /** Takes up what happened after the row was written, if anything did. */
    void readProgress(long records, RowReader in) {
        if (records <= writtenAt) {
            return;
        }
        resourceVersion = in.number();
        presentIn = in.number();
        listedIn = in.number();
        episodes.forEach(episode -> episode.readTimes(in));
    }

    static ResourceMemory read(ResourceId id, KindMemory kind, long records, RowReader in) {
        ResourceMemory memory = new ResourceMemory(id, kind, in.string());
        memory.writtenAt = records;
        memory.resourceVersion = in.number();
        memory.presentIn = in.number();
        memory.listedIn = in.number();
        memory.gone = in.bool();
        memory.goneAt = in.number();
        memory.settled = in.constant(Phase.class);
        memory.verdict = in.constant(Phase.class);
        memory.fingerprint = in.optional();
        memory.carriedRevision = in.optional();
        memory.lastTransition = in.number();
        memory.lastSeen = in.number();
        if (in.bool()) {
            memory.seen = Seen.read(in);
        }
        memory.changes.read(in);
        for (long left = in.number(); left > 0; left--) {
            memory.episodes.add(Episode.read(in, memory, id));
        }
        return memory;
    }
}
