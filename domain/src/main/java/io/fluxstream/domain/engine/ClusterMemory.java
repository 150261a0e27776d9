package io.fluxstream.domain.engine;

import io.fluxstream.domain.engine.Effect.CheckpointDue;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.rule.When;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxClusterStatus.KindStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is remembered of a cluster: its clock, its session, its kinds and its resources; and how that outlives a restart. */
final class ClusterMemory {
    /** How long a resource that is gone is remembered, on the cluster's clock, in milliseconds. */
    static final long GONE_RETENTION = 7L * 24 * 60 * 60 * 1000;

    private static final long BEFORE_ALL = Long.MIN_VALUE;

    private record Gone(ResourceMemory memory, long at) {}

    private record Progress(ResourceId resource, long records, RowReader row) {}

    final String cluster;
    final SortedMap<String, KindMemory> kinds = new TreeMap<>();
    final Map<ResourceId, ResourceMemory> resources = new HashMap<>();
    final ReferenceGraph graph;

    /** In milliseconds since 1970. */
    long clock = BEFORE_ALL;

    /** How many records were applied or dropped. */
    long records;

    @Nullable String session;
    /** Of the cluster itself; open while the lease of a kind has run out. */
    final List<Episode> episodes = new ArrayList<>(1);

    private RuleBook rules = new RuleBook(new RuleSet(List.of()));
    /** The revision and hash by which the last record was judged; negative before the first. */
    private long revision = -1;

    private String hash = "";
    /** The time of the last checkpoint. */
    private long checkpointAt = BEFORE_ALL;

    private final Deque<Gone> gone = new ArrayDeque<>();
    private final List<MemoryRow> forgotten = new ArrayList<>();
    private final List<ResourceMemory> dirtyResources = new ArrayList<>();
    private final RowWriter writer = new RowWriter();
    /** Read, and not yet brought together with the rows that they go with. */
    private final List<Progress> progress = new ArrayList<>();

    private boolean dirty;

    ClusterMemory(String cluster) {
        this.cluster = cluster;
        this.graph = new ReferenceGraph(cluster, resources);
    }

    boolean hasClock() {
        return clock != BEFORE_ALL;
    }

    KindMemory kind(String kind) {
        KindMemory known = kinds.get(kind);
        if (known == null) {
            known = new KindMemory(kind);
            known.dirty = true;
            kinds.put(kind, known);
        }
        return known;
    }

    RuleBook rules() {
        return rules;
    }

    /** Finds the rules of what was restored. */
    void bind(RuleSet restored) {
        rules = new RuleBook(restored);
        eachEpisode(episode -> episode.timers.forEach(timer -> {
            RuleBook.Placed placed = rule(timer);
            if (placed == null) {
                throw new IncompatibleMemoryException(
                        "it knows alerts of a rule " + timer.alert + " that revision " + revision + " has not");
            }
            timer.adopt(placed);
        }));
    }

    long revision() {
        return revision;
    }

    String hash() {
        return hash;
    }

    /** Whether a checkpoint is due, which then is not due again for a while. */
    boolean mayCheckpoint(long t) {
        if (checkpointAt != BEFORE_ALL && t - checkpointAt < CheckpointDue.AT_MOST_EVERY.toMillis()) {
            return false;
        }
        checkpointAt = t;
        touch();
        return true;
    }

    /** Whether these are the rules by which the last record was judged. */
    boolean follows(RuleSet others) {
        boolean unread = hash.isEmpty() && !rules.rules().rules().isEmpty();
        return others.revision() == revision
                && others.hash().equals(hash)
                && (!unread || rules.rules().equals(others));
    }

    void follow(RuleBook others) {
        rules = others;
        revision = others.rules().revision();
        hash = others.rules().hash();
        resources.values().forEach(memory -> memory.rules = null);
        touch();
    }

    /** The rules that concern a resource. */
    RuleBook.Selection selection(ResourceMemory resource) {
        RuleBook.Selection selection = resource.rules;
        if (selection == null) {
            selection = rules.about(resource.id);
            resource.rules = selection;
        }
        return selection;
    }

    private RuleBook.Selection selection(Episode episode) {
        ResourceMemory owner = episode.owner;
        return owner == null ? rules.about(episode.resource) : selection(owner);
    }

    /** The rules that watch an episode; a lost one counts as failing, too. */
    List<RuleBook.Placed> watching(Episode episode) {
        RuleBook.Selection selection = selection(episode);
        List<RuleBook.Placed> watching = selection.watching(episode.when);
        List<RuleBook.Placed> lost = episode.lost ? selection.watching(When.LOST) : List.of();
        if (lost.isEmpty()) {
            return watching;
        }
        List<RuleBook.Placed> both = new ArrayList<>(watching);
        both.addAll(lost);
        return both;
    }

    /** The rule of an alert as it is for its resource, or null when none is left. */
    RuleBook.@Nullable Placed rule(AlertTimer timer) {
        return selection(timer.episode).named(timer.alert, timer.when);
    }

    /** The episode of the cluster that cannot be reached, or null. */
    @Nullable Episode unreachable() {
        for (Episode episode : episodes) {
            if (!episode.closed) {
                return episode;
            }
        }
        return null;
    }

    /** The episodes that it is one of. */
    List<Episode> episodes(Episode episode) {
        ResourceMemory owner = episode.owner;
        return owner == null ? episodes : owner.episodes;
    }

    /** Every episode of the cluster and its resources, in no order. */
    void eachEpisode(Consumer<Episode> action) {
        episodes.forEach(action);
        resources.values().forEach(memory -> memory.episodes.forEach(action));
    }

    void touch(Episode episode) {
        ResourceMemory owner = episode.owner;
        if (owner == null) {
            touch();
        } else {
            touch(owner);
        }
    }

    void touch() {
        dirty = true;
    }

    void touch(ResourceMemory memory) {
        memory.changed = true;
        progress(memory);
    }

    /** Only what {@link ResourceMemory#writeProgress} tells has moved. */
    void progress(ResourceMemory memory) {
        if (!memory.dirty) {
            memory.dirty = true;
            dirtyResources.add(memory);
        }
    }

    ResourceMemory remember(ResourceId id, String uid) {
        ResourceMemory memory = new ResourceMemory(id, kind(id.kind()), uid);
        resources.put(id, memory);
        touch(memory);
        return memory;
    }

    /** Keeps what a resource's end needs remembering, until {@link #forgetLongGone}. */
    void rememberGone(ResourceMemory memory) {
        gone.add(new Gone(memory, memory.goneAt));
    }

    void forgetLongGone() {
        Gone eldest = gone.peek();
        while (eldest != null && eldest.at + GONE_RETENTION < clock) {
            gone.remove();
            forget(eldest);
            eldest = gone.peek();
        }
    }

    /** Forgets everything gone of a kind. */
    void forgetGone(String kind) {
        List<Gone> ofKind = new ArrayList<>();
        for (Gone entry : gone) {
            if (entry.memory.id.kind().equals(kind)) {
                ofKind.add(entry);
            }
        }
        ofKind.forEach(this::forget);
        gone.removeIf(entry -> entry.memory.id.kind().equals(kind));
    }

    private void forget(Gone entry) {
        ResourceMemory memory = entry.memory;
        // It may have come back since, or gone a second time: then a later entry speaks for it.
        if (memory.gone && memory.goneAt == entry.at && resources.get(memory.id) == memory) {
            resources.remove(memory.id);
            // The rows that stay must still tell the kind's greatest version.
            memory.kind.dirty = true;
            forgotten.add(new MemoryRow(memory.key(), null));
            forgotten.add(new MemoryRow(memory.progressKey(), null));
        }
    }

    FluxClusterStatus status() {
        List<KindStatus> statuses = new ArrayList<>();
        boolean live = true;
        for (KindMemory kind : kinds.values()) {
            KindStatus status = kind.status(clock);
            live &= status.live();
            statuses.add(status);
        }
        return new FluxClusterStatus(cluster, Instant.ofEpochMilli(clock), session, live, statuses);
    }

    List<MemoryRow> takeChangedRows() {
        List<MemoryRow> rows = new ArrayList<>(forgotten);
        forgotten.clear();
        for (ResourceMemory memory : dirtyResources) {
            memory.dirty = false;
            boolean changed = memory.changed;
            memory.changed = false;
            if (resources.get(memory.id) == memory) {
                rows.add(changed ? row(memory) : progressRow(memory));
            }
        }
        dirtyResources.clear();
        for (KindMemory kind : kinds.values()) {
            if (kind.dirty) {
                kind.dirty = false;
                rows.add(row(kind));
            }
        }
        if (dirty) {
            dirty = false;
            rows.add(row());
        }
        return rows;
    }

    void discardChangedRows() {
        forgotten.clear();
        for (ResourceMemory memory : dirtyResources) {
            memory.dirty = false;
            memory.changed = false;
        }
        dirtyResources.clear();
        kinds.values().forEach(kind -> kind.dirty = false);
        dirty = false;
    }

    List<MemoryRow> rows() {
        List<MemoryRow> rows = new ArrayList<>();
        rows.add(row());
        kinds.values().forEach(kind -> rows.add(row(kind)));
        List<ResourceMemory> sorted = new ArrayList<>(resources.values());
        sorted.sort(Comparator.comparing(memory -> memory.id));
        sorted.forEach(memory -> rows.add(row(memory)));
        return rows;
    }

    static long revisionOf(byte[] clusterRow) {
        RowReader in = new RowReader(clusterRow);
        MemoryFormat.begin(in);
        in.number();
        in.number();
        return in.number();
    }

    private MemoryRow row(ResourceMemory memory) {
        MemoryFormat.begin(writer, clock, records);
        memory.write(writer);
        return new MemoryRow(memory.key(), writer.bytes());
    }

    private MemoryRow progressRow(ResourceMemory memory) {
        MemoryFormat.begin(writer, clock, records);
        memory.writeProgress(writer);
        return new MemoryRow(memory.progressKey(), writer.bytes());
    }

    private MemoryRow row(KindMemory kind) {
        MemoryFormat.begin(writer, clock, records);
        kind.write(writer);
        return new MemoryRow(cluster + '/' + kind.kind, writer.bytes());
    }

    private MemoryRow row() {
        MemoryFormat.begin(writer, clock, records);
        writer.number(revision);
        writer.string(hash);
        writer.number(checkpointAt);
        writer.optional(session);
        writer.number(episodes.size());
        episodes.forEach(episode -> episode.write(writer));
        return new MemoryRow(cluster, writer.bytes());
    }

    /** Takes up one row; {@link #connect} follows when all are there. */
    void read(String key, byte[] bytes) {
        RowReader in = new RowReader(bytes);
        MemoryFormat.begin(in);
        clock = Math.max(clock, in.number());
        long written = in.number();
        records = Math.max(records, written);
        int slash = key.indexOf('/');
        if (slash < 0) {
            revision = in.number();
            hash = in.string();
            checkpointAt = in.number();
            session = in.optional();
            for (long left = in.number(); left > 0; left--) {
                episodes.add(Episode.read(in, null, ResourceId.ofCluster(cluster)));
            }
        } else if (key.indexOf('/', slash + 1) < 0) {
            kind(key.substring(slash + 1)).read(in);
        } else if (key.endsWith(ResourceMemory.PROGRESS)) {
            String resource = key.substring(0, key.length() - ResourceMemory.PROGRESS.length());
            progress.add(new Progress(ResourceId.parse(resource), written, in));
        } else {
            ResourceId id = ResourceId.parse(key);
            resources.put(id, ResourceMemory.read(id, kind(id.kind()), written, in));
        }
    }

    /** Derives from the rows what is not written in them. */
    void connect() {
        for (Progress each : progress) {
            ResourceMemory memory = resources.get(each.resource);
            if (memory != null) {
                memory.readProgress(each.records, each.row);
            }
        }
        progress.clear();
        List<ResourceMemory> departed = new ArrayList<>();
        for (ResourceMemory memory : resources.values()) {
            KindMemory kind = memory.kind;
            kind.highest = Math.max(kind.highest, memory.resourceVersion);
            if (memory.gone) {
                departed.add(memory);
            } else {
                kind.resources++;
            }
            if (memory.seen != null) {
                graph.add(memory.id, memory.seen);
            }
        }
        departed.sort(Comparator.<ResourceMemory>comparingLong(memory -> memory.goneAt)
                .thenComparing(memory -> memory.id));
        departed.forEach(this::rememberGone);
    }
}
