package io.fluxstream.domain.engine;

import io.fluxstream.domain.engine.Effect.CheckpointDue;
import io.fluxstream.domain.engine.Effect.Dropped;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Deleted;
import io.fluxstream.domain.status.FluxStatusEvent.Heartbeat;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.domain.status.FluxStatusEvent.SessionStarted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotCompleted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotStarted;
import io.fluxstream.domain.status.KindLiveness;
import io.fluxstream.domain.transition.RulesActivated;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is believed of one cluster, moved on by its records one after another.
 *
 * <p>The outcome is a pure function of the records in their order: the same records give the same effects, in one run or
 * in several that hand their memory on. Not safe for more than one thread.
 */
public final class ClusterEngine {
    private final String cluster;
    private final ClusterMemory memory;
    private final AlertWords words;
    private final AlertTimers timers;
    private final ResourceLife life;
    private final Outcome outcome;
    /** To be taken up before the next record; null when nothing changes. */
    private @Nullable RuleSet newRules;

    /** An engine that knows nothing yet. */
    public ClusterEngine(String cluster, RuleSet rules) {
        this(cluster);
        newRules = rules;
    }

    private ClusterEngine(String cluster) {
        this.cluster = cluster;
        memory = new ClusterMemory(cluster);
        words = new AlertWords(memory);
        timers = new AlertTimers(memory, words);
        life = new ResourceLife(memory, timers);
        outcome = new Outcome(words::spoken, memory::status);
    }

    /**
     * An engine that goes on where the one stood that gave these rows.
     *
     * @param rules those by which the next record is judged; when the last one was judged by another revision, they are
     *     taken up as by {@link #activate}
     * @param rows the newest of every key that was not removed since, in any order
     * @throws IncompatibleMemoryException if another version wrote them
     */
    public static ClusterEngine restore(String cluster, RuleSet rules, Iterable<MemoryRow> rows) {
        ClusterEngine engine = new ClusterEngine(cluster);
        for (MemoryRow row : rows) {
            byte[] bytes = row.bytes();
            if (bytes != null) {
                engine.memory.read(row.key(), bytes);
            }
        }
        engine.memory.connect();
        if (engine.memory.follows(rules)) {
            engine.memory.bind(rules);
            engine.timers.connect();
        } else {
            engine.newRules = rules;
        }
        engine.memory.discardChangedRows();
        return engine;
    }

    /**
     * Judges by other rules from the next record on, which says so first: {@link Effect.Activated}. Alerts whose rule is gone
     * are resolved then; those whose rule is still there go on; what a new rule asks counts from the true beginning of
     * what lasts already. Nothing happens when these are the rules in force.
     */
    public void activate(RuleSet rules) {
        newRules = memory.follows(rules) ? null : rules;
    }

    /** How many records of the cluster were applied, those that were dropped included. */
    public long records() {
        return memory.records;
    }

    /** How many timers fell due since this engine was made or restored; tells how it goes, and decides nothing. */
    public long drainedTimers() {
        return timers.drained();
    }

    /**
     * Applies the next record of the cluster and says what it brings about, in order.
     *
     * @throws IllegalArgumentException if the record is another cluster's
     */
    public List<Effect> apply(FluxStatusEvent event) {
        take(event);
        return outcome.take(true);
    }

    /**
     * Does what {@link #apply} does, and leaves out of its answer what readers are shown: {@link Effect.ResourceChanged} and
     * {@link Effect.ClusterChanged}. That is most of what follows from records, and whoever judges a history has no use for it.
     *
     * @throws IllegalArgumentException if the record is another cluster's
     */
    public List<Effect> judge(FluxStatusEvent event) {
        take(event);
        return outcome.take(false);
    }

    private void take(FluxStatusEvent event) {
        if (!event.cluster().equals(cluster)) {
            throw new IllegalArgumentException(
                    "a record of " + event.cluster() + " was given to the engine of " + cluster);
        }
        memory.records++;
        long t = Math.max(memory.clock, event.observedAt().toEpochMilli());
        if (newRules != null) {
            takeUp(newRules, t);
        }
        if (isOfAnotherSession(event)) {
            memory.touch();
            outcome.dropped(new Dropped(Dropped.Reason.OTHER_SESSION, event));
            return;
        }
        timers.drain(t, outcome);
        memory.clock = t;
        memory.forgetLongGone();
        event.match(new Applying(t));
    }

    /** Other rules are taken up at the cluster's clock, before the record is; the first record starts the clock. */
    private void takeUp(RuleSet rules, long t) {
        long at = memory.hasClock() ? memory.clock : t;
        outcome.activated(
                new RulesActivated(cluster, rules.revision(), rules.hash(), memory.records, Instant.ofEpochMilli(at)));
        new RuleChange(memory, timers).takeUp(new RuleBook(rules), at, outcome);
        newRules = null;
    }

    /** What readers are shown of everything that is there, as if all of it had just changed. */
    public List<Effect> shown() {
        memory.resources.values().forEach(resource -> {
            if (!resource.gone) {
                outcome.row(resource);
            }
        });
        outcome.cluster();
        return outcome.take(true);
    }

    /** All rows of memory, in a fixed order: what {@link #restore} needs to go on from here. */
    public List<MemoryRow> rows() {
        return memory.rows();
    }

    /** The revision of the rules by which the last of the records was judged that gave these rows; empty for no rows. */
    public static OptionalLong revisionOf(Iterable<MemoryRow> rows) {
        for (MemoryRow row : rows) {
            byte[] bytes = row.bytes();
            if (bytes != null && row.key().indexOf('/') < 0) {
                return OptionalLong.of(ClusterMemory.revisionOf(bytes));
            }
        }
        return OptionalLong.empty();
    }

    /** The rows of memory that changed since the last call, in a fixed order: what a restart needs. */
    public List<MemoryRow> takeChangedRows() {
        return memory.takeChangedRows();
    }

    /** Forgets which rows of memory changed: they will never be asked for. */
    public void discardChangedRows() {
        memory.discardChangedRows();
    }

    private boolean isOfAnotherSession(FluxStatusEvent event) {
        return memory.session != null && !(event instanceof SessionStarted) && !memory.session.equals(event.session());
    }

    /** Applies one record at {@code t} on the cluster's clock. */
    private final class Applying implements FluxStatusEvent.Cases<Outcome> {
        private final long t;

        Applying(long t) {
            this.t = t;
        }

        @Override
        public Outcome observed(Observed event) {
            ResourceMemory resource = memory.resources.get(event.resource());
            if (resource == null) {
                resource = memory.remember(event.resource(), event.uid());
            }
            KindMemory kind = resource.kind;
            mark(resource, kind, event.snapshot());
            if (isStale(resource, event.resourceVersion())) {
                return drop(Dropped.Reason.STALE, event);
            }
            kind.highest = Math.max(kind.highest, event.resourceVersion());
            life.observe(resource, kind, event, t, outcome);
            return outcome;
        }

        @Override
        public Outcome deleted(Deleted event) {
            ResourceMemory resource = memory.resources.get(event.resource());
            boolean known = resource != null;
            if (resource == null) {
                resource = memory.remember(event.resource(), event.uid());
            }
            KindMemory kind = resource.kind;
            mark(resource, kind, 0);
            if (isStale(resource, event.resourceVersion())) {
                return drop(Dropped.Reason.STALE, event);
            }
            memory.touch(resource);
            kind.highest = Math.max(kind.highest, event.resourceVersion());
            resource.resourceVersion = event.resourceVersion();
            if (known && !resource.gone) {
                life.end(resource, kind, t, outcome);
            } else {
                resource.becomesGone(t);
                memory.rememberGone(resource);
            }
            resource.uid = event.uid();
            return outcome;
        }

        @Override
        public Outcome sessionStarted(SessionStarted event) {
            memory.session = event.session();
            for (KindMemory kind : memory.kinds.values()) {
                if (kind.openSnapshot != 0) {
                    kind.openSnapshot = 0;
                    kind.dirty = true;
                }
            }
            memory.touch();
            outcome.cluster();
            return outcome;
        }

        @Override
        public Outcome snapshotStarted(SnapshotStarted event) {
            KindMemory kind = memory.kind(event.kind());
            if (event.resourceVersion() < kind.highest) {
                forgetVersions(kind);
            }
            kind.highest = event.resourceVersion();
            kind.snapshots++;
            kind.openSnapshot = event.snapshot();
            kind.listed = 0;
            kind.dirty = true;
            return outcome;
        }

        @Override
        public Outcome snapshotCompleted(SnapshotCompleted event) {
            KindMemory kind = memory.kind(event.kind());
            boolean isVoid = kind.openSnapshot != event.snapshot() || kind.listed < event.count();
            kind.openSnapshot = 0;
            kind.dirty = true;
            if (isVoid) {
                outcome.cluster();
                return drop(Dropped.Reason.VOID_SNAPSHOT, event);
            }
            for (ResourceMemory resource : known(kind)) {
                if (resource.presentIn == kind.snapshots) {
                    outcome.row(resource);
                } else {
                    life.end(resource, kind, t, outcome);
                    memory.touch(resource);
                }
            }
            timers.release(kind, t, outcome);
            outcome.cluster();
            if (memory.mayCheckpoint(t)) {
                outcome.checkpoint(new CheckpointDue(
                        cluster,
                        memory.records,
                        Instant.ofEpochMilli(t),
                        memory.revision(),
                        memory.hash(),
                        event.session(),
                        event.kind(),
                        event.snapshot()));
            }
            return outcome;
        }

        @Override
        public Outcome heartbeat(Heartbeat event) {
            for (KindMemory kind : memory.kinds.values()) {
                kind.named = false;
                kind.error = null;
                kind.dirty = true;
            }
            List<KindMemory> live = new ArrayList<>();
            for (KindLiveness said : event.kinds()) {
                KindMemory kind = memory.kind(said.kind());
                kind.named = true;
                kind.error = said.error();
                if (said.live()) {
                    kind.saysLive(t);
                    live.add(kind);
                } else {
                    kind.saysNotLive(t);
                }
            }
            memory.touch();
            if (memory.kinds.values().stream().allMatch(kind -> !kind.named || kind.isLive(t))) {
                timers.closeUnreachable(t, outcome);
            }
            live.forEach(kind -> timers.release(kind, t, outcome));
            timers.lookAhead();
            outcome.cluster();
            return outcome;
        }

        /** Any record of a resource during a snapshot, a stale one too, shows that it is there. */
        private void mark(ResourceMemory resource, KindMemory kind, long snapshot) {
            memory.progress(resource);
            if (kind.openSnapshot == 0) {
                return;
            }
            resource.presentIn = kind.snapshots;
            if (snapshot == kind.openSnapshot && resource.listedIn != kind.snapshots) {
                resource.listedIn = kind.snapshots;
                kind.listed++;
                kind.dirty = true;
            }
        }

        private boolean isStale(ResourceMemory resource, long resourceVersion) {
            return resourceVersion <= resource.resourceVersion;
        }

        private Outcome drop(Dropped.Reason reason, FluxStatusEvent event) {
            outcome.dropped(new Dropped(reason, event));
            return outcome;
        }

        /** The kind's resources that are not gone, in order. */
        private List<ResourceMemory> known(KindMemory kind) {
            List<ResourceMemory> known = new ArrayList<>();
            for (ResourceMemory resource : memory.resources.values()) {
                if (!resource.gone && resource.kind == kind) {
                    known.add(resource);
                }
            }
            known.sort(Comparator.comparing((ResourceMemory resource) -> resource.id));
            return known;
        }

        /** The cluster was restored from a backup: what comes may have lower versions than what was. */
        private void forgetVersions(KindMemory kind) {
            memory.forgetGone(kind.kind);
            for (ResourceMemory resource : known(kind)) {
                resource.resourceVersion = ResourceMemory.NO_VERSION;
                memory.touch(resource);
            }
        }
    }
}
