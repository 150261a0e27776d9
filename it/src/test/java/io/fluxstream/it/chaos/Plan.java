package io.fluxstream.it.chaos;

import io.fluxstream.it.fleet.FluxKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * What happens in a round: a pure function of its seed. Consecutive seeds take turns at the families, and a family's turns at whom it is
 * played on, so that any {@value #TURNS} seeds in a row meet every family.
 */
record Plan(long seed, List<Part> parts, List<Fault> faults) {
    /** After so many seeds the families come round again. */
    static final int TURNS = 20;

    /** How long a failure must last before SustainedFailure speaks. */
    static final Duration SUSTAINED = Duration.ofSeconds(10);

    /** How long clusters are played; faults may last longer. */
    static final Duration PLAY = Duration.ofSeconds(20);

    /** The deck of first faults. Two families in one place alternate. */
    private static final List<List<Family>> DECK = List.of(
            List.of(Family.KILL),
            List.of(Family.CUT),
            List.of(Family.PAUSE),
            List.of(Family.DISK_FULL),
            List.of(Family.CLOCK),
            List.of(Family.POISON_STATUS),
            List.of(Family.KILL),
            List.of(Family.RESET, Family.STALL),
            List.of(Family.REDELIVERY),
            List.of(Family.TOPIC_DELETED),
            List.of(Family.KILL),
            List.of(Family.LATENCY),
            List.of(Family.PAUSE),
            List.of(Family.EXPIRED_WATCH),
            List.of(Family.CLOCK),
            List.of(Family.RESTART),
            List.of(Family.CONTINUE_AS_NEW),
            List.of(Family.POISON_ROWS, Family.SIGNALS_TWICE),
            List.of(Family.TEMPORAL_LOST),
            List.of(Family.TOPIC_DELETED));

    /** What may come on top. */
    private static final List<Family> MORE = List.of(
            Family.KILL,
            Family.KILL,
            Family.RESTART,
            Family.PAUSE,
            Family.CUT,
            Family.RESET,
            Family.LATENCY,
            Family.POISON_STATUS,
            Family.REDELIVERY,
            Family.SIGNALS_TWICE);

    private static final long[] CLOCK_STEPS = {-180, 420, 75, -1200, 3600, -75, 45, 600};

    Plan {
        parts = List.copyOf(parts);
        faults = List.copyOf(faults);
    }

    static Plan of(long seed, Pace pace) {
        Random random = new Random(seed);
        return new Plan(seed, parts(seed, random), faults(seed, random, pace));
    }

    /** Whether flux-status may miss for a while what happens in the clusters. */
    boolean blinds() {
        return faults.stream().anyMatch(fault -> fault.family().blinds(fault.target()));
    }

    boolean has(Family family) {
        return faults.stream().anyMatch(fault -> fault.family() == family);
    }

    /** What it breaks, no later round can build upon. */
    boolean isTheLastOfADeployment() {
        return has(Family.TOPIC_DELETED);
    }

    /** A deleted topic comes before the play. */
    List<Fault> faultsOfThePlay() {
        return faults.stream()
                .filter(fault -> fault.family() != Family.TOPIC_DELETED)
                .toList();
    }

    private static List<Part> parts(long seed, Random random) {
        List<Part> parts = new ArrayList<>();
        for (String cluster : Places.CLUSTERS) {
            for (Fate fate : Fate.values()) {
                parts.add(part(seed, cluster, fate, "", random));
            }
            parts.add(part(seed, cluster, Fate.LASTING, "-too", random));
        }
        return parts;
    }

    private static Part part(long seed, String cluster, Fate fate, String suffix, Random random) {
        FluxKind kind = List.of(FluxKind.KUSTOMIZATION, FluxKind.HELM_RELEASE).get(random.nextInt(2));
        if (fate == Fate.LASTING && !suffix.isEmpty()) {
            kind = FluxKind.GIT_REPOSITORY;
        }
        String name = "s" + seed + "-" + fate.name().toLowerCase(Locale.ROOT) + suffix;
        Duration turns = between(random, Duration.ofMillis(500), Duration.ofSeconds(4));
        Duration ends = turns.plus(lasts(fate, random));
        return new Part(cluster, kind, name, fate, turns, ends);
    }

    private static Duration lasts(Fate fate, Random random) {
        return switch (fate) {
            case HEALING -> SUSTAINED.plus(between(random, Duration.ofSeconds(4), Duration.ofSeconds(6)));
            case FLICKERING, DELETED, SUSPENDED -> between(random, Duration.ofSeconds(1), Duration.ofSeconds(4));
            case WAITING -> between(random, Duration.ofSeconds(5), Duration.ofSeconds(12));
            case HEALTHY, LASTING -> PLAY;
        };
    }

    private static List<Fault> faults(long seed, Random random, Pace pace) {
        List<Fault> faults = new ArrayList<>();
        Set<String> hit = new HashSet<>();
        Fault first = first(seed, random, pace);
        faults.add(first);
        hit.add(first.target());
        if (first.family() == Family.TOPIC_DELETED) {
            return faults;
        }
        int more = random.nextInt(3);
        for (int i = 0; i < more; i++) {
            Family family = MORE.get(random.nextInt(MORE.size()));
            String target = family.targets().get(random.nextInt(family.targets().size()));
            if (hit.add(target)) {
                faults.add(fault(family, target, random, pace, random.nextInt(CLOCK_STEPS.length)));
            }
        }
        return faults;
    }

    private static Fault first(long seed, Random random, Pace pace) {
        int place = Math.floorMod(seed, TURNS);
        int cycle = (int) Math.floorDiv(seed, TURNS);
        List<Family> choice = DECK.get(place);
        Family family = choice.get(Math.floorMod(cycle, choice.size()));
        int turn = Math.floorMod(turn(family, place, cycle), 1 << 20);
        return fault(family, family.targets().get(turn % family.targets().size()), random, pace, turn);
    }

    /** How often the family came before. */
    private static int turn(Family family, int place, int cycle) {
        int inEach = 0;
        int before = 0;
        for (int i = 0; i < TURNS; i++) {
            if (DECK.get(i).contains(family)) {
                before += i < place ? 1 : 0;
                inEach++;
            }
        }
        int rounds = Math.floorDiv(cycle, DECK.get(place).size());
        return rounds * inEach + before;
    }

    private static Fault fault(Family family, String target, Random random, Pace pace, int turn) {
        Duration at = between(random, Duration.ofSeconds(1), Duration.ofSeconds(8));
        Duration outage = between(random, Duration.ofSeconds(2), pace.outage());
        return switch (family) {
            case KILL, RESTART, CUT, RESET, STALL, DISK_FULL, EXPIRED_WATCH -> new Fault(family, target, at, outage, 0);
            case PAUSE -> new Fault(family, target, at, pace.pause(), 0);
            case LATENCY -> new Fault(family, target, at, pace.outage(), 20 + random.nextInt(400));
            case CLOCK -> new Fault(family, target, at, pace.outage(), CLOCK_STEPS[turn % CLOCK_STEPS.length]);
            case POISON_STATUS, POISON_ROWS -> new Fault(family, target, at, Duration.ZERO, 3 + random.nextInt(6));
            case REDELIVERY, SIGNALS_TWICE ->
                new Fault(family, target, at.plusSeconds(8), Duration.ZERO, 10 + random.nextInt(40));
            case CONTINUE_AS_NEW -> new Fault(family, target, at, Duration.ZERO, 990 + random.nextInt(15));
            case TEMPORAL_LOST, TOPIC_DELETED -> new Fault(family, target, at, Duration.ZERO, 0);
        };
    }

    private static Duration between(Random random, Duration from, Duration to) {
        long span = Math.max(1, to.minus(from).toMillis());
        return from.plusMillis((long) (random.nextDouble() * span));
    }
}
