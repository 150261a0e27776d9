package io.fluxstream.domain.reference;

import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Deleted;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The resources of one cluster as far as they are remembered; never changed, only copied.
 *
 * @param lists the snapshots that were started and not yet completed, by kind
 * @param highest the greatest resourceVersion met, by kind
 * @param kinds every kind ever met
 */
record Inventory(
        NavigableMap<ResourceId, Life> lives,
        NavigableMap<String, OpenList> lists,
        NavigableMap<String, Long> highest,
        NavigableSet<String> kinds) {
    private static final Duration GONE_MEMORY = Duration.ofDays(7);

    Inventory {
        lives = Collections.unmodifiableNavigableMap(new TreeMap<>(lives));
        lists = Collections.unmodifiableNavigableMap(new TreeMap<>(lists));
        highest = Collections.unmodifiableNavigableMap(new TreeMap<>(highest));
        kinds = Collections.unmodifiableNavigableSet(new TreeSet<>(kinds));
    }

    static Inventory empty() {
        return new Inventory(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeSet<>());
    }

    @Nullable Life life(ResourceId resource) {
        return lives.get(resource);
    }

    /** Those that are not gone, of one kind. */
    List<ResourceId> present(String kind) {
        List<ResourceId> present = new ArrayList<>();
        lives.forEach((resource, life) -> {
            if (resource.kind().equals(kind) && !life.isGone()) {
                present.add(resource);
            }
        });
        return present;
    }

    /** Those of the kind that nothing was heard of since its snapshot was started. */
    List<ResourceId> missing(String kind, OpenList list) {
        List<ResourceId> missing = new ArrayList<>(present(kind));
        missing.removeIf(list::names);
        return missing;
    }

    Inventory withoutOldGone(Instant clock) {
        NavigableMap<ResourceId, Life> kept = new TreeMap<>(lives);
        kept.values().removeIf(life -> {
            Instant goneAt = life.goneAt();
            return goneAt != null && clock.isAfter(goneAt.plus(GONE_MEMORY));
        });
        return new Inventory(kept, lists, highest, kinds);
    }

    Inventory with(ResourceId resource, Life life) {
        NavigableMap<ResourceId, Life> changed = new TreeMap<>(lives);
        changed.put(resource, life);
        return new Inventory(changed, lists, highest, kinds);
    }

    Inventory withKind(String kind) {
        NavigableSet<String> more = new TreeSet<>(kinds);
        more.add(kind);
        return new Inventory(lives, lists, highest, more);
    }

    /** What a snapshot in progress keeps of a record about a resource, whether it is stale or not. */
    Inventory heard(ResourceId resource, FluxStatusEvent event) {
        OpenList list = lists.get(resource.kind());
        return withKind(resource.kind()).withList(resource.kind(), list == null ? null : list.with(event));
    }

    Inventory withList(String kind, @Nullable OpenList list) {
        NavigableMap<String, OpenList> changed = new TreeMap<>(lists);
        if (list == null) {
            changed.remove(kind);
        } else {
            changed.put(kind, list);
        }
        return new Inventory(lives, changed, highest, kinds);
    }

    Inventory withoutLists() {
        return new Inventory(lives, new TreeMap<>(), highest, kinds);
    }

    private Inventory reaching(String kind, long resourceVersion) {
        NavigableMap<String, Long> changed = new TreeMap<>(highest);
        changed.merge(kind, resourceVersion, Math::max);
        return new Inventory(lives, lists, changed, kinds);
    }

    /** An observation that is not stale: the incarnation goes on, or another one begins. */
    Inventory applied(Sighting sighting) {
        Observed observed = sighting.observed();
        Life known = life(observed.resource());
        boolean goesOn = known != null && !known.isGone() && known.uid().equals(observed.uid());
        Life life = known != null && goesOn ? known.goesOn(sighting) : Life.begins(sighting);
        return with(observed.resource(), life).reaching(observed.resource().kind(), observed.resourceVersion());
    }

    /** A deletion that is not stale. */
    Inventory applied(Deleted deleted, Instant at) {
        return with(deleted.resource(), Life.ends(deleted.resourceVersion(), at))
                .reaching(deleted.resource().kind(), deleted.resourceVersion());
    }

    Inventory missed(ResourceId resource, Instant at) {
        Life life = life(resource);
        return with(resource, Life.ends(life == null ? null : life.resourceVersion(), at));
    }

    Inventory started(SnapshotStarted event) {
        Long reached = highest.get(event.kind());
        boolean restored = reached != null && event.resourceVersion() < reached;
        return (restored ? versionsForgotten(event.kind()) : this)
                .withKind(event.kind())
                .withList(event.kind(), new OpenList(event.snapshot(), List.of()))
                .reaching(event.kind(), event.resourceVersion());
    }

    private Inventory versionsForgotten(String kind) {
        NavigableMap<ResourceId, Life> changed = new TreeMap<>();
        lives.forEach((resource, life) -> {
            if (!resource.kind().equals(kind)) {
                changed.put(resource, life);
            } else if (!life.isGone()) {
                changed.put(resource, life.withoutVersion());
            }
        });
        NavigableMap<String, Long> reached = new TreeMap<>(highest);
        reached.remove(kind);
        return new Inventory(changed, lists, reached, kinds);
    }
}
