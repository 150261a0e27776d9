package io.fluxstream.domain.reference;

import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Deleted;
import io.fluxstream.domain.status.FluxStatusEvent.Heartbeat;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.domain.status.FluxStatusEvent.SessionStarted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotCompleted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotStarted;
import io.fluxstream.domain.status.KindLiveness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Histories of one cluster that never happened but could: what watchers publish when API servers are restored, watchers
 * are restarted, records are delivered twice, clocks jump and resources fail, flicker and disappear.
 */
public final class RandomHistories {
    public static final String CLUSTER = "ottawa";

    /** Long enough ago that no history reaches the present, which a broker would not believe. */
    private static final Instant START = Instant.parse("2025-03-03T10:00:00.000Z");

    private static final Duration[] ROUND = {
        Duration.ofSeconds(15), Duration.ofMinutes(5), Duration.ofMinutes(15), Duration.ofHours(1), Duration.ofDays(7)
    };

    private final String cluster;
    private final SplittableRandom random;
    private final Mood mood;
    private final List<FluxStatusEvent> history = new ArrayList<>();
    private final List<RandomResource> resources = new ArrayList<>();
    private final Map<String, OpenSnapshot> snapshots = new TreeMap<>();
    private Instant now = START;
    private String session = "s0";
    private int sessions;
    private long version = 1_000;
    private long snapshot;

    private RandomHistories(String cluster, long seed) {
        this.cluster = cluster;
        random = new SplittableRandom(seed);
        mood = Mood.of(random);
        for (Reference name : RandomResource.NAMES) {
            if (random.nextInt(4) > 0) {
                resources.add(new RandomResource(cluster, name, random));
            }
        }
        if (resources.isEmpty()) {
            resources.add(new RandomResource(cluster, RandomResource.NAMES.get(0), random));
        }
    }

    /** The history of that seed; the same seed gives the same history. */
    public static List<FluxStatusEvent> of(long seed, int records) {
        return of(CLUSTER, seed, records);
    }

    /** The same, of another cluster. */
    public static List<FluxStatusEvent> of(String cluster, long seed, int records) {
        RandomHistories histories = new RandomHistories(cluster, seed);
        while (histories.history.size() < records) {
            histories.pass();
            histories.happen();
        }
        return List.copyOf(histories.history.subList(0, records));
    }

    /** How likely what is in this history, of a thousand. */
    private record Mood(boolean heartbeats, boolean sessions, boolean snapshots, boolean weeks, int calm) {
        static Mood of(SplittableRandom random) {
            return new Mood(
                    random.nextInt(4) > 0,
                    random.nextInt(3) > 0,
                    random.nextInt(4) > 0,
                    random.nextInt(4) == 0,
                    200 + random.nextInt(500));
        }
    }

    /** A snapshot that the watcher is reading; what it still has to list. */
    private static final class OpenSnapshot {
        private final long number;
        private final List<RandomResource> listed;
        private int published;

        private OpenSnapshot(long number, List<RandomResource> listed) {
            this.number = number;
            this.listed = listed;
        }
    }

    private void pass() {
        int dice = random.nextInt(1_000);
        if (dice < mood.calm()) {
            now = now.plusMillis(random.nextInt(40));
        } else if (dice < 850) {
            now = now.plusMillis(random.nextInt(20_000));
        } else if (dice < 940) {
            now = now.plusMillis(random.nextInt(400_000));
        } else if (dice < 960) {
            now = roundAfterSomething();
        } else if (dice < 975) {
            now = now.minusMillis(random.nextInt(30_000));
        } else if (dice < 985) {
            now = now.plusMillis(random.nextInt(4 * 3_600_000));
        } else if (dice < 988 && mood.weeks()) {
            now = now.plus(Duration.ofDays(7)).plusMillis(random.nextInt(3) - 1);
        }
    }

    /** Exactly the time at which something may fall due: five minutes after some record, and the like. */
    private Instant roundAfterSomething() {
        if (history.isEmpty()) {
            return now;
        }
        Instant base = history.get(random.nextInt(history.size())).observedAt();
        Duration round = ROUND[random.nextInt(mood.weeks() ? ROUND.length : ROUND.length - 1)];
        Instant then = base.plus(round).plusMillis(random.nextInt(3) - 1);
        return then.isBefore(now) ? now : then;
    }

    private void happen() {
        int dice = random.nextInt(1_000);
        if (dice < 520) {
            change(any());
        } else if (dice < 560) {
            delete(any());
        } else if (dice < 580) {
            any().disappear();
        } else if (dice < 640) {
            repeatSomethingOld();
        } else if (dice < 760 && mood.heartbeats()) {
            heartbeat();
        } else if (dice < 780 && mood.sessions()) {
            startSession();
        } else if (dice < 900 && mood.snapshots()) {
            goOnListing();
        } else if (dice < 920 && mood.snapshots()) {
            sayThatAListIsComplete();
        } else if (dice < 926 && mood.snapshots()) {
            restoreCluster();
        } else if (dice < 935) {
            speakOfAnotherSession();
        }
    }

    private RandomResource any() {
        return resources.get(random.nextInt(resources.size()));
    }

    private void change(RandomResource resource) {
        version += 1 + random.nextInt(3);
        resource.change(now, version, random);
        history.add(resource.observed(now, session, 0));
        if (random.nextInt(10) == 0) {
            now = now.plusMillis(4 + random.nextInt(27));
            version++;
            resource.writeTheRest(version);
            history.add(resource.observed(now, session, 0));
        }
    }

    private void delete(RandomResource resource) {
        version++;
        resource.disappear();
        history.add(new Deleted(
                resource.name().in(cluster),
                random.nextInt(20) == 0 ? "s-old" : session,
                now,
                random.nextInt(10) == 0 ? "uid-unheard-of" : resource.uid(),
                random.nextInt(10) == 0 ? version - random.nextInt(30) : version));
    }

    /** Late, twice or out of order; under the session it had or the present one. */
    private void repeatSomethingOld() {
        if (history.isEmpty()) {
            return;
        }
        int back = Math.min(history.size(), random.nextBoolean() ? 5 : 60);
        FluxStatusEvent old = history.get(history.size() - 1 - random.nextInt(back));
        if (random.nextBoolean() || !(old instanceof Observed observed)) {
            history.add(old);
        } else {
            history.add(RandomResource.again(observed, session, now));
        }
    }

    private void heartbeat() {
        List<KindLiveness> kinds = new ArrayList<>();
        boolean well = random.nextInt(4) > 0;
        for (String kind : RandomResource.KINDS) {
            int dice = random.nextInt(20);
            if (well || dice < 12) {
                kinds.add(new KindLiveness(kind, true, version, null));
            } else if (dice < 17) {
                kinds.add(new KindLiveness(kind, false, null, dice < 14 ? null : "connection refused"));
            }
        }
        history.add(new Heartbeat(cluster, session, now, kinds));
    }

    private void startSession() {
        sessions++;
        session = random.nextInt(10) == 0 ? "s0" : "s" + sessions;
        snapshots.clear();
        history.add(new SessionStarted(cluster, session, now));
    }

    /** Snapshots of several kinds make their way side by side, a record at a time. */
    private void goOnListing() {
        String kind = RandomResource.KINDS.get(random.nextInt(RandomResource.KINDS.size()));
        OpenSnapshot open = snapshots.get(kind);
        if (open == null || random.nextInt(30) == 0) {
            startSnapshot(kind, version);
            open = snapshots.get(kind);
        }
        while (open != null && !open.listed.isEmpty() && random.nextInt(5) > 0) {
            RandomResource next = open.listed.remove(0);
            if (next.exists()) {
                open.published++;
                boolean lost = random.nextInt(25) == 0;
                if (!lost) {
                    history.add(next.observed(now, session, open.number));
                }
            }
        }
        if (open != null && open.listed.isEmpty()) {
            snapshots.remove(kind);
            history.add(new SnapshotCompleted(cluster, session, now, open.number, kind, open.published));
        }
    }

    private void startSnapshot(String kind, long listVersion) {
        snapshot++;
        List<RandomResource> listed = new ArrayList<>(resources);
        listed.removeIf(resource -> !resource.name().kind().equals(kind));
        snapshots.put(kind, new OpenSnapshot(snapshot, listed));
        history.add(new SnapshotStarted(cluster, session, now, snapshot, kind, listVersion));
    }

    /** A completion that nobody asked for. */
    private void sayThatAListIsComplete() {
        String kind = RandomResource.KINDS.get(random.nextInt(RandomResource.KINDS.size()));
        long number = Math.max(1, snapshot - random.nextInt(3));
        history.add(new SnapshotCompleted(cluster, session, now, number, kind, random.nextInt(3)));
    }

    /** etcd comes back from a backup: the versions go on from an earlier one, and every kind is listed anew. */
    private void restoreCluster() {
        version = Math.max(1, version - random.nextInt(200));
        for (RandomResource resource : resources) {
            resource.restore(version, random);
        }
        for (String kind : RandomResource.KINDS) {
            if (random.nextInt(3) > 0) {
                startSnapshot(kind, version);
            }
        }
    }

    private void speakOfAnotherSession() {
        RandomResource resource = any();
        version++;
        resource.change(now, version, random);
        Observed observed = resource.observed(now.plusSeconds(random.nextInt(600)), "s-old", 0);
        history.add(random.nextBoolean() ? observed : new SnapshotStarted(cluster, "s-old", now, 9, "Bucket", 1));
    }

    /** Whether weeks pass in it, which makes repetitions by the minute many. */
    public static boolean isLong(List<FluxStatusEvent> history) {
        @Nullable Instant last = null;
        for (FluxStatusEvent event : history) {
            last = last == null || event.observedAt().isAfter(last) ? event.observedAt() : last;
        }
        return last != null && Duration.between(START, last).toDays() > 2;
    }
}
