package io.fluxstream.domain.engine;

import io.fluxstream.domain.resource.ResourceId;
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
import org.jspecify.annotations.Nullable;

/** What is remembered of a cluster: its clock, its session, its kinds and its resources; and how that outlives a restart. */
final class ClusterMemory {
    /** How long a resource that is gone is remembered, on the cluster's clock, in milliseconds. */
    static final long GONE_RETENTION = 7L * 24 * 60 * 60 * 1000;

    private static final long BEFORE_ALL = Long.MIN_VALUE;

    private record Gone(ResourceMemory memory, long at) {}

    final String cluster;
    final RuleBook rules;
    final SortedMap<String, KindMemory> kinds = new TreeMap<>();
    final Map<ResourceId, ResourceMemory> resources = new HashMap<>();
    final ReferenceGraph graph;

    /** In milliseconds since 1970. */
    long clock = BEFORE_ALL;

    @Nullable String session;
    /** Open while the lease of a kind has run out. */
    @Nullable Episode unreachable;

    private final Deque<Gone> gone = new ArrayDeque<>();
    private final List<MemoryRow> forgotten = new ArrayList<>();
    private final List<ResourceMemory> dirtyResources = new ArrayList<>();
    private boolean dirty;

    ClusterMemory(String cluster, RuleBook rules) {
        this.cluster = cluster;
        this.rules = rules;
        this.graph = new ReferenceGraph(cluster, resources);
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

    void touch() {
        dirty = true;
    }

    void touch(ResourceMemory memory) {
        if (!memory.dirty) {
            memory.dirty = true;
            dirtyResources.add(memory);
        }
    }

    ResourceMemory remember(ResourceId id, String uid) {
        ResourceMemory memory = new ResourceMemory(id, uid);
        resources.put(id, memory);
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
            kind(memory.id.kind()).dirty = true;
            forgotten.add(new MemoryRow(memory.id.toString(), null));
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
            if (resources.get(memory.id) == memory) {
                rows.add(new MemoryRow(memory.id.toString(), memory.write(clock)));
            }
        }
        dirtyResources.clear();
        for (KindMemory kind : kinds.values()) {
            if (kind.dirty) {
                kind.dirty = false;
                rows.add(new MemoryRow(cluster + '/' + kind.kind, kind.write(clock)));
            }
        }
        if (dirty) {
            dirty = false;
            rows.add(new MemoryRow(cluster, write()));
        }
        return rows;
    }

    private byte[] write() {
        RowWriter out = MemoryFormat.begin(clock);
        out.optional(session);
        out.bool(unreachable != null);
        if (unreachable != null) {
            MemoryFormat.write(out, unreachable);
        }
        return out.bytes();
    }

    /** Takes up one row; {@link #connect} follows when all are there. */
    void read(String key, byte[] bytes) {
        RowReader in = new RowReader(bytes);
        clock = Math.max(clock, MemoryFormat.begin(in));
        int slash = key.indexOf('/');
        if (slash < 0) {
            session = in.optional();
            unreachable = in.bool() ? MemoryFormat.readEpisode(in, ResourceId.ofCluster(cluster), rules) : null;
        } else if (key.indexOf('/', slash + 1) < 0) {
            String kind = key.substring(slash + 1);
            kinds.put(kind, KindMemory.read(kind, in));
        } else {
            ResourceId id = ResourceId.parse(key);
            resources.put(id, ResourceMemory.read(id, in, rules));
        }
    }

    /** Derives from the rows what is not written in them. */
    void connect() {
        List<ResourceMemory> departed = new ArrayList<>();
        for (ResourceMemory memory : resources.values()) {
            KindMemory kind = kind(memory.id.kind());
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
