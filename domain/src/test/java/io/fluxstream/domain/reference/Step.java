package io.fluxstream.domain.reference;

import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.engine.Effect.Alerted;
import io.fluxstream.domain.engine.Effect.ClusterChanged;
import io.fluxstream.domain.engine.Effect.Dropped;
import io.fluxstream.domain.engine.Effect.Dropped.Reason;
import io.fluxstream.domain.engine.Effect.ResourceChanged;
import io.fluxstream.domain.engine.Effect.Transitioned;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.domain.rule.When;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Deleted;
import io.fluxstream.domain.status.FluxStatusEvent.Heartbeat;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import io.fluxstream.domain.status.FluxStatusEvent.SessionStarted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotCompleted;
import io.fluxstream.domain.status.FluxStatusEvent.SnapshotStarted;
import io.fluxstream.domain.status.KindLiveness;
import io.fluxstream.domain.transition.FluxTransition;
import io.fluxstream.domain.view.FluxResourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One record applied to a picture of the cluster: the picture afterwards, and what the record brings about. */
final class Step {
    private static final Comparator<Told> IN_ORDER = Comparator.comparing(
                    (Told told) -> told.alert().resource())
            .thenComparing(Told::rule)
            .thenComparing(told -> told.alert().sequence());

    private final int number;
    private final Instant t;
    private final RuleSet rules;
    private World world;

    private final List<Effect> due = new ArrayList<>();
    private final List<Told> resolved = new ArrayList<>();
    private final List<FluxTransition> transitions = new ArrayList<>();
    private final List<Told> fired = new ArrayList<>();
    private final TreeSet<ResourceId> touched = new TreeSet<>();
    private @Nullable String completed;
    private boolean clusterRow;
    private @Nullable Dropped dropped;

    private Step(World world, int number, Instant t, RuleSet rules) {
        this.world = world;
        this.number = number;
        this.t = t;
        this.rules = rules;
    }

    /** What a record does; {@code effects} collects its effects. */
    static World take(World world, int number, FluxStatusEvent event, RuleSet rules, List<Effect> effects) {
        boolean ofAnotherSession = world.session() != null
                && !world.session().equals(event.session())
                && !(event instanceof SessionStarted);
        if (ofAnotherSession) {
            effects.add(new Dropped(Reason.OTHER_SESSION, event));
            return world;
        }
        Instant clock = world.clock();
        Instant t = clock == null ? event.observedAt() : World.later(clock, event.observedAt());
        Step step = new Step(world, number, t, rules);
        step.fireWhatIsDue();
        step.world = step.world.at(t);
        World before = step.world;
        event.match(step.new Application());
        step.resolveWhatIsOver(before);
        step.fireWhatIsDueAtOnce();
        step.release(event);
        step.writeRows();
        step.collect(effects);
        return step.world;
    }

    /** Before the record counts: every timer that ran out before it, one after another, the earliest first. */
    private void fireWhatIsDue() {
        while (true) {
            Timer next = null;
            for (Timer timer : world.timers(rules)) {
                if (next == null && timer.due().isBefore(t) && world.knows(timer)) {
                    next = timer;
                }
            }
            Episode outage = world.outage() == null ? nextOutage() : null;
            if (outage != null && (next == null || !outage.openedAt().isAfter(next.due()))) {
                world = world.withOutage(outage);
            } else if (next != null) {
                due.add(new Alerted(say(next, next.due()).alert()));
            } else {
                return;
            }
        }
    }

    /** The cluster becomes unreachable at the end of the first lease that ran out, though never before now. */
    private @Nullable Episode nextOutage() {
        Instant since = world.liveness().firstLapseBefore(t);
        Instant clock = world.clock();
        if (since == null || clock == null) {
            return null;
        }
        return new Episode(
                When.UNREACHABLE,
                ResourceId.ofCluster(world.cluster()),
                "",
                number,
                World.later(since, clock),
                since,
                "",
                false,
                List.of(),
                null);
    }

    private Told say(Timer timer, Instant at) {
        Told last = timer.told();
        Told said = last == null ? Alerts.fired(timer, at, world) : Alerts.repeated(last, timer.episode(), at, world);
        world = world.saying(said, false);
        return said;
    }

    /** What each kind of record does to the picture, alerts aside. */
    private final class Application implements FluxStatusEvent.Cases<Boolean> {
        @Override
        public Boolean observed(Observed event) {
            world = world.with(world.inventory().heard(event.resource(), event));
            Life known = world.inventory().life(event.resource());
            if (known != null && known.isOutdated(event.resourceVersion())) {
                return drop(Reason.STALE, event);
            }
            world = world.with(world.inventory().applied(new Sighting(number, t, event)));
            Life life = world.inventory().life(event.resource());
            if (life != null) {
                life.transitions().stream().skip(transitionsBefore(life)).forEach(transitions::add);
            }
            touched.add(event.resource());
            return true;
        }

        private int transitionsBefore(Life life) {
            List<Sighting> earlier =
                    life.sightings().subList(0, life.sightings().size() - 1);
            return new Life(earlier, null, null).transitions().size();
        }

        @Override
        public Boolean deleted(Deleted event) {
            world = world.with(world.inventory().heard(event.resource(), event));
            Life known = world.inventory().life(event.resource());
            if (known != null && known.isOutdated(event.resourceVersion())) {
                return drop(Reason.STALE, event);
            }
            transitionToGone(event.resource());
            world = world.with(world.inventory().applied(event, t));
            return true;
        }

        @Override
        public Boolean sessionStarted(SessionStarted event) {
            world = world.in(event.session());
            clusterRow = true;
            return true;
        }

        @Override
        public Boolean snapshotStarted(SnapshotStarted event) {
            world = world.with(world.inventory().started(event));
            return true;
        }

        @Override
        public Boolean snapshotCompleted(SnapshotCompleted event) {
            clusterRow = true;
            Inventory inventory = world.inventory();
            OpenList list = inventory.lists().get(event.kind());
            world = world.with(inventory.withKind(event.kind()).withList(event.kind(), null));
            if (list == null || list.number() != event.snapshot() || list.items() < event.count()) {
                return drop(Reason.VOID_SNAPSHOT, event);
            }
            for (ResourceId missing : inventory.missing(event.kind(), list)) {
                transitionToGone(missing);
                world = world.with(world.inventory().missed(missing, t));
            }
            completed = event.kind();
            return true;
        }

        @Override
        public Boolean heartbeat(Heartbeat event) {
            world = world.with(world.liveness().after(event, t));
            if (world.liveness().allCover(t)) {
                world = world.withOutage(null);
            }
            clusterRow = true;
            return true;
        }

        private boolean drop(Reason reason, FluxStatusEvent event) {
            dropped = new Dropped(reason, event);
            return false;
        }
    }

    private void transitionToGone(ResourceId resource) {
        Life life = world.inventory().life(resource);
        if (life == null || life.isGone()) {
            return;
        }
        Instant left = life.lastPhaseTransition();
        transitions.add(new FluxTransition(
                FluxTransition.Type.PHASE,
                resource,
                life.uid(),
                life.settled(),
                Phase.GONE,
                t,
                null,
                null,
                null,
                left == null ? null : Duration.between(left, t)));
        touched.add(resource);
    }

    private void resolveWhatIsOver(World before) {
        for (Told told : world.told()) {
            Episode then = before.now(told.episode());
            Episode now = world.now(told.episode());
            if (then != null && (now == null || !now.isOpen())) {
                Life life = world.inventory().life(then.resource());
                Told end = Alerts.resolved(told, then, t, Alerts.resolution(now, life, then.when()), before.told());
                resolved.add(end);
                world = world.saying(end, true);
            }
        }
    }

    /** Timers of episodes that this record opened and that have already lasted long enough. */
    private void fireWhatIsDueAtOnce() {
        for (Timer timer : world.timers(rules)) {
            boolean setNow = timer.isFiring()
                    && timer.rule().when() != When.UNREACHABLE
                    && timer.episode().opening() == number;
            if (setNow && timer.due().equals(t) && world.knows(timer)) {
                fired.add(say(timer, t));
            }
        }
    }

    /** A heartbeat or a completed snapshot of a kind lets go what was held; whatever is overdue by now was held. */
    private void release(FluxStatusEvent event) {
        for (Timer timer : world.timers(rules)) {
            if (timer.rule().when() != When.UNREACHABLE
                    && timer.due().isBefore(t)
                    && releases(event, timer.episode().resource().kind())) {
                fired.addAll(sayAllOverdue(timer));
            }
        }
    }

    private boolean releases(FluxStatusEvent event, String kind) {
        if (event instanceof Heartbeat heartbeat) {
            for (KindLiveness liveness : heartbeat.kinds()) {
                if (liveness.kind().equals(kind) && liveness.live()) {
                    return true;
                }
            }
        }
        return kind.equals(completed);
    }

    /** The firing, if it did not fire yet, and of all repetitions the last. */
    private List<Told> sayAllOverdue(Timer timer) {
        List<Told> said = new ArrayList<>();
        Timer next = timer;
        if (timer.isFiring()) {
            Told firing = say(timer, timer.due());
            said.add(firing);
            Instant following = timer.following();
            if (following == null || !following.isBefore(t)) {
                return said;
            }
            next = new Timer(timer.position(), timer.rule(), timer.episode(), following, firing);
        }
        Instant following = next.following();
        while (following != null && following.isBefore(t)) {
            next = new Timer(next.position(), next.rule(), next.episode(), following, next.told());
            following = next.following();
        }
        said.add(say(next, next.due()));
        return said;
    }

    private void writeRows() {
        for (ResourceId resource : List.copyOf(touched)) {
            Life life = world.inventory().life(resource);
            FluxResourceStatus row = life == null || life.isGone() ? null : Rows.of(resource, life, t);
            if (row != null && Rows.sameButForLastSeen(row, world.rows().get(resource))) {
                touched.remove(resource);
            } else {
                world = world.withRow(resource, row);
            }
        }
    }

    private void collect(List<Effect> effects) {
        effects.addAll(due);
        resolved.stream().sorted(IN_ORDER).forEach(told -> effects.add(new Alerted(told.alert())));
        transitions.forEach(transition -> effects.add(new Transitioned(transition)));
        fired.stream().sorted(IN_ORDER).forEach(told -> effects.add(new Alerted(told.alert())));
        TreeSet<ResourceId> rows = new TreeSet<>(touched);
        if (completed != null) {
            rows.addAll(world.inventory().present(completed));
        }
        rows.forEach(resource ->
                effects.add(new ResourceChanged(resource, world.rows().get(resource))));
        if (clusterRow) {
            effects.add(new ClusterChanged(Rows.of(world, t)));
        }
        if (dropped != null) {
            effects.add(dropped);
        }
    }
}
