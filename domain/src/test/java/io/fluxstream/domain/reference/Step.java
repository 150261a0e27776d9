package io.fluxstream.domain.reference;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.alert.FluxAlert.Resolution;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.engine.Effect.Activated;
import io.fluxstream.domain.engine.Effect.Alerted;
import io.fluxstream.domain.engine.Effect.CheckpointDue;
import io.fluxstream.domain.engine.Effect.ClusterChanged;
import io.fluxstream.domain.engine.Effect.Dropped;
import io.fluxstream.domain.engine.Effect.Dropped.Reason;
import io.fluxstream.domain.engine.Effect.ResourceChanged;
import io.fluxstream.domain.engine.Effect.Transitioned;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Flapping;
import io.fluxstream.domain.rule.Rule;
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
import io.fluxstream.domain.transition.RulesActivated;
import io.fluxstream.domain.view.FluxResourceStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One record applied to a picture of the cluster: the picture afterwards, and what the record brings about. */
final class Step {
    private final int number;
    private final Instant t;
    private World world;

    private final List<Effect> due = new ArrayList<>();
    private final List<Told> resolved = new ArrayList<>();
    private final List<FluxTransition> transitions = new ArrayList<>();
    private final List<Told> fired = new ArrayList<>();
    private final TreeSet<ResourceId> touched = new TreeSet<>();
    private @Nullable String completed;
    private @Nullable SnapshotCompleted completion;
    private boolean clusterRow;
    private @Nullable Dropped dropped;

    private Step(World world, int number, Instant t) {
        this.world = world;
        this.number = number;
        this.t = t;
    }

    /** What a record does; {@code effects} collects its effects. */
    static World take(World before, int number, FluxStatusEvent event, @Nullable RuleSet rules, List<Effect> effects) {
        World world = rules == null ? before : takeUp(before, number, event, rules, effects);
        boolean ofAnotherSession = world.session() != null
                && !world.session().equals(event.session())
                && !(event instanceof SessionStarted);
        if (ofAnotherSession) {
            effects.add(new Dropped(Reason.OTHER_SESSION, event));
            return world;
        }
        Instant clock = world.clock();
        Instant t = clock == null ? event.observedAt() : World.later(clock, event.observedAt());
        Step step = new Step(world, number, t);
        step.fireWhatIsDue();
        step.world = step.world.at(t);
        World then = step.world;
        boolean applied = event.match(step.new Application());
        Observed observed = applied && event instanceof Observed seen ? seen : null;
        step.endFlapping(observed);
        step.resolveWhatIsOver(then, observed);
        step.countFlips(observed);
        step.goOnWithWhatLingered();
        step.fireWhatIsDueAtOnce(observed);
        step.release(event);
        step.writeRows();
        step.collect(effects);
        return step.world;
    }

    private static World takeUp(World world, int number, FluxStatusEvent event, RuleSet rules, List<Effect> effects) {
        Instant clock = world.clock();
        Instant at = clock == null ? event.observedAt() : clock;
        effects.add(new Activated(new RulesActivated(world.cluster(), rules.revision(), rules.hash(), number + 1, at)));
        Ledger ledger = world.ledger().takingUp(rules, number, at, world::episode);
        List<FluxAlert> removed = new ArrayList<>();
        for (Told last : world.told()) {
            boolean kept = ledger.told().stream()
                    .anyMatch(other -> other.alert().id().equals(last.alert().id()));
            Episode now = last.lingers() ? last.episode() : world.now(last.rule(), last.episode());
            if (!kept && now != null) {
                removed.add(
                        Alerts.resolved(last, now, at, Resolution.RULE_REMOVED).alert());
            }
        }
        removed.sort(Comparator.comparing(FluxAlert::resource).thenComparing(FluxAlert::rule));
        removed.forEach(alert -> effects.add(new Alerted(alert)));
        return world.with(ledger);
    }

    /** Before the record counts: every timer that ran out before it, one after another, the earliest first. */
    private void fireWhatIsDue() {
        while (true) {
            Timer next = null;
            for (Timer timer : world.timers()) {
                if (next == null && timer.due().isBefore(t) && world.knows(timer)) {
                    next = timer;
                }
            }
            Episode outage = world.outage() == null ? nextOutage() : null;
            if (outage != null && (next == null || !outage.openedAt().isAfter(next.due()))) {
                world = world.withOutage(outage);
                goOnWithWhatLingered();
            } else if (next == null) {
                return;
            } else if (next.isEnd()) {
                Told end = end(next);
                if (end != null) {
                    due.add(new Alerted(end.alert()));
                }
            } else if (next.told() != null || world.holds(next.rule(), next.episode(), next.due())) {
                due.add(new Alerted(say(next, next.due()).alert()));
            } else {
                world = world.with(world.ledger().refusing(next.watch()));
            }
        }
    }

    /** What lingered is resolved; what flapped does so no more, and its alert may linger. */
    private @Nullable Told end(Timer timer) {
        Told last = timer.told();
        boolean flapped = last == null || !last.lingers();
        Episode now = flapped ? world.now(timer.rule().alert(), timer.episode()) : timer.episode();
        if (flapped) {
            world = world.with(
                    world.ledger().without(timer.rule().alert(), timer.episode().resource()));
        }
        if (last == null || now == null) {
            return null;
        }
        Duration keep = timer.rule().keepFiringFor();
        if (flapped && !keep.isZero()) {
            world = world.with(
                    world.ledger().saying(last.lingering(now, timer.due().plus(keep))));
            return null;
        }
        Told end = Alerts.resolved(last, now, timer.due(), Resolution.RECOVERED);
        world = world.with(world.ledger().without(last));
        return end;
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
        world = world.with(world.ledger().saying(said));
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
            completion = event;
            return true;
        }

        @Override
        public Boolean heartbeat(Heartbeat event) {
            world = world.with(world.liveness().after(event, t));
            if (world.liveness().allAreLive(t)) {
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

    /** Nothing that is suspended, static or gone flaps, nor does another incarnation go on with it. */
    private void endFlapping(@Nullable Observed observed) {
        for (Ledger.Flap flap : world.ledger().flaps()) {
            ResourceId resource = flap.episode().resource();
            Life life = world.inventory().life(resource);
            boolean over = life == null
                    || life.isGone()
                    || !life.uid().equals(flap.episode().uid());
            if (life != null && !over && observed != null && observed.resource().equals(resource)) {
                Phase phase = life.newest().phase();
                over = phase == Phase.SUSPENDED || phase == Phase.STATIC;
            }
            if (over) {
                world = world.with(world.ledger().without(flap.rule(), resource));
            }
        }
    }

    private void resolveWhatIsOver(World before, @Nullable Observed observed) {
        for (Told told : world.told()) {
            Episode then = told.lingers() ? told.episode() : before.now(told.rule(), told.episode());
            Resolution resolution = told.lingers() ? endOfLingering(told, observed) : endOfEpisode(told, then);
            if (then == null || resolution == null) {
                continue;
            }
            Rule rule = world.ledger().rule(told.rule(), then.resource());
            Duration keep = rule == null ? Duration.ZERO : rule.keepFiringFor();
            if (resolution == Resolution.RECOVERED && !keep.isZero()) {
                world = world.with(world.ledger().saying(told.lingering(then, t.plus(keep))));
            } else {
                resolved.add(Alerts.resolved(told, then, t, resolution));
                world = world.with(world.ledger().without(told));
            }
        }
    }

    private @Nullable Resolution endOfEpisode(Told told, @Nullable Episode then) {
        Episode now = world.now(told.rule(), told.episode());
        if (then == null || (now != null && now.isOpen())) {
            return null;
        }
        Life life = world.inventory().life(then.resource());
        return Alerts.resolution(now, life, then.when(), then.uid());
    }

    private @Nullable Resolution endOfLingering(Told told, @Nullable Observed observed) {
        Episode episode = told.episode();
        Life life = world.inventory().life(episode.resource());
        if (episode.when() == When.UNREACHABLE) {
            return null;
        }
        if (life == null || life.isGone()) {
            return Resolution.DELETED;
        }
        if (!life.uid().equals(episode.uid())) {
            return Resolution.REPLACED;
        }
        boolean suspended = observed != null
                && observed.resource().equals(episode.resource())
                && life.newest().phase() == Phase.SUSPENDED
                && episode.when() != When.SUSPENDED;
        return suspended ? Resolution.SUSPENDED : null;
    }

    private void countFlips(@Nullable Observed observed) {
        Life life = observed == null ? null : world.inventory().life(observed.resource());
        if (observed == null || life == null) {
            return;
        }
        List<Sighting> flips = life.flips();
        if (flips.isEmpty() || flips.get(flips.size() - 1).number() != number) {
            return;
        }
        for (Rule written : world.ledger().rules().rules()) {
            Rule rule = written.about(observed.resource());
            Flapping flapping = rule == null ? null : rule.flapping();
            if (rule == null || flapping == null) {
                continue;
            }
            Ledger.Flap known = world.ledger().flap(rule.alert(), observed.resource());
            int first = flips.size() - flapping.changes();
            boolean many =
                    first >= 0 && !flips.get(first).at().plus(flapping.within()).isBefore(t);
            if (known != null || many) {
                Episode episode = known != null ? known.episode() : Episode.flapping(life.newest());
                world = world.with(
                        world.ledger().flapping(new Ledger.Flap(rule.alert(), episode, t.plus(flapping.within()))));
            }
        }
    }

    /** An alert that lingered goes on in an episode that opened just now. */
    private void goOnWithWhatLingered() {
        for (Told told : world.told()) {
            Rule rule = world.ledger().rule(told.rule(), told.episode().resource());
            if (told.lingers() && rule != null) {
                Episode next = world.openedAt(number, rule, told.episode().resource());
                if (next != null) {
                    world = world.with(world.ledger().saying(told.goesOnIn(next, next.openedAt())));
                }
            }
        }
    }

    /** Timers of episodes that this record opened, or that it makes hold, and that have already lasted long enough. */
    private void fireWhatIsDueAtOnce(@Nullable Observed observed) {
        Set<Ledger.Watch> accepted = new HashSet<>();
        for (Ledger.Watch watch : world.ledger().refused()) {
            Episode episode = world.episode(watch);
            Rule rule = world.ledger().rule(watch.rule(), watch.resource());
            boolean seen = observed != null && observed.resource().equals(watch.resource());
            if (seen && episode != null && rule != null && world.holds(rule, episode, t)) {
                accepted.add(watch);
                world = world.with(world.ledger().postponing(watch, t));
            }
        }
        for (Timer timer : world.timers()) {
            boolean setNow = timer.isFiring()
                    && timer.rule().when() != When.UNREACHABLE
                    && (timer.episode().opening() == number || accepted.contains(timer.watch()));
            if (setNow && timer.due().equals(t) && world.knows(timer)) {
                sayOrRefuse(timer);
            }
        }
    }

    private void sayOrRefuse(Timer timer) {
        if (world.holds(timer.rule(), timer.episode(), timer.due())) {
            fired.add(say(timer, t));
        } else {
            world = world.with(world.ledger().refusing(timer.watch()));
        }
    }

    /** A heartbeat or a completed snapshot of a kind lets go what was held; whatever is overdue by now was held. */
    private void release(FluxStatusEvent event) {
        Timer end = overdueEnd(event);
        while (end != null) {
            Told over = end(end);
            if (over != null) {
                resolved.add(over);
            }
            end = overdueEnd(event);
        }
        for (Timer timer : world.timers()) {
            if (isReleased(timer, event)) {
                if (timer.isFiring() && !world.holds(timer.rule(), timer.episode(), timer.due())) {
                    world = world.with(world.ledger().refusing(timer.watch()));
                } else {
                    fired.addAll(sayAllOverdue(timer));
                }
            }
        }
    }

    private @Nullable Timer overdueEnd(FluxStatusEvent event) {
        return world.timers().stream()
                .filter(timer -> timer.isEnd() && isReleased(timer, event))
                .findFirst()
                .orElse(null);
    }

    private boolean isReleased(Timer timer, FluxStatusEvent event) {
        return timer.rule().when() != When.UNREACHABLE
                && timer.due().isBefore(t)
                && releases(event, timer.episode().resource().kind());
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
            next = new Timer(timer.position(), timer.rule(), timer.episode(), following, firing, false);
        }
        Instant following = next.following();
        while (following != null && following.isBefore(t)) {
            next = new Timer(next.position(), next.rule(), next.episode(), following, next.told(), false);
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
        Comparator<Told> inOrder = Comparator.comparing(
                        (Told told) -> told.alert().resource())
                .thenComparing(told -> world.ledger().position(told.rule()))
                .thenComparing(told -> told.alert().sequence());
        resolved.stream().sorted(inOrder).forEach(told -> effects.add(new Alerted(told.alert())));
        transitions.forEach(transition -> effects.add(new Transitioned(transition)));
        fired.stream().sorted(inOrder).forEach(told -> effects.add(new Alerted(told.alert())));
        TreeSet<ResourceId> rows = new TreeSet<>(touched);
        if (completed != null) {
            rows.addAll(world.inventory().present(completed));
        }
        rows.forEach(resource ->
                effects.add(new ResourceChanged(resource, world.rows().get(resource))));
        if (clusterRow) {
            effects.add(new ClusterChanged(Rows.of(world, t)));
        }
        Instant last = world.ledger().checkpoint();
        boolean due = last == null || !last.plus(Duration.ofHours(1)).isAfter(t);
        if (completion != null && due) {
            RuleSet rules = world.ledger().rules();
            effects.add(new CheckpointDue(
                    world.cluster(),
                    number + 1,
                    t,
                    rules.revision(),
                    rules.hash(),
                    completion.session(),
                    completion.kind(),
                    completion.snapshot()));
            world = world.with(world.ledger().withCheckpoint(t));
        }
        if (dropped != null) {
            effects.add(dropped);
        }
    }
}
