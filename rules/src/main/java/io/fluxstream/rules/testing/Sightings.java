package io.fluxstream.rules.testing;

import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Deleted;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a watcher sees of one resource, step by step. */
final class Sightings {
    /** Something to be seen at a time; its version is given when its turn comes among those of the other resources. */
    record Sighting(Duration at, Seen seen) {
        FluxStatusEvent event(Instant start, LongSupplier versions) {
            return seen.as(start.plus(at), versions.getAsLong());
        }
    }

    private interface Seen {
        FluxStatusEvent as(Instant at, long version);
    }

    private final TestedResource resource;
    private final List<Sighting> sightings = new ArrayList<>();
    private int incarnation = 1;
    private boolean gone;
    private @Nullable Step conditions;
    private @Nullable Duration conditionsSince;
    private @Nullable String applied;
    private @Nullable String attempted;

    private Sightings(TestedResource resource) {
        this.resource = resource;
    }

    /** Everything that is seen of a resource until the end, in the order of time. */
    static List<Sighting> of(TestedResource resource, Duration end) {
        Sightings sightings = new Sightings(resource);
        List<Step> steps = resource.steps();
        for (int i = 0; i < steps.size(); i++) {
            Duration next = i + 1 < steps.size() ? steps.get(i + 1).at() : end.plusMillis(1);
            sightings.step(steps.get(i), next);
        }
        return sightings.sightings;
    }

    private void step(Step step, Duration next) {
        if (step.replaced() || gone) {
            incarnation++;
            gone = false;
            applied = null;
            attempted = null;
            conditions = null;
        }
        see(step, step.at());
        Duration every = step.every();
        if (every == null) {
            return;
        }
        boolean isReady = false;
        for (Duration at = step.at().plus(every); at.compareTo(next) < 0; at = at.plus(every)) {
            isReady = step.state() == State.FLAPPING && !isReady;
            see(as(step, State.PROGRESSING), at);
            see(isReady ? as(step, State.READY) : step, at);
        }
    }

    /** The step as one of another state, with what that state says by itself. */
    private static Step as(Step step, State state) {
        return new Step(step.place(), step.at(), false, state, step.revision(), state.reason(), "", null);
    }

    private void see(Step step, Duration at) {
        switch (step.state()) {
            case DELETED -> {
                String uid = uid();
                sightings.add(new Sighting(
                        at, (time, version) -> new Deleted(resource.id(), Story.SESSION, time, uid, version)));
                gone = true;
            }
            case SUSPENDED -> add(at, builder -> builder.suspended(true));
            case STATIC -> {
                conditions = null;
                add(at, builder -> builder.neverReady(true));
            }
            case PENDING -> {
                conditions = null;
                add(at, builder -> builder);
            }
            case RESUMED -> add(at, builder -> builder);
            case DELETING -> add(at, builder -> builder.deletionTimestamp(Story.START.plus(at)));
            default -> {
                remember(step, at);
                add(at, builder -> builder);
            }
        }
    }

    private void remember(Step step, Duration at) {
        if (step.revision() != null) {
            attempted = step.revision();
        }
        if (step.state() == State.READY) {
            applied = attempted;
        }
        conditions = step;
        conditionsSince = at;
    }

    private void add(Duration at, UnaryOperator<Observed.Builder> more) {
        String uid = uid();
        String appliedNow = applied;
        String attemptedNow = attempted;
        Step conditionsNow = conditions;
        Instant since = Story.START.plus(conditionsSince == null ? at : conditionsSince);
        sightings.add(new Sighting(at, (time, version) -> {
            Observed.Builder builder = Observed.of(resource.id(), Story.SESSION, time)
                    .apiVersion("v1")
                    .uid(uid)
                    .resourceVersion(version)
                    .generation(1)
                    .labels(resource.labels())
                    .dependsOn(resource.dependsOn())
                    .source(resource.source())
                    .appliedRevision(appliedNow)
                    .attemptedRevision(attemptedNow);
            return more.apply(conditionsNow == null ? builder : ready(builder, conditionsNow, since))
                    .build();
        }));
    }

    /** With the Ready condition that a step says. */
    static Observed.Builder ready(Observed.Builder builder, Step step, Instant since) {
        String status = step.state().ready();
        return status == null
                ? builder
                : builder.conditions(
                        List.of(new Condition(Condition.READY, status, step.reason(), step.message(), null, since)));
    }

    private String uid() {
        return resource.id().reference() + "#" + incarnation;
    }
}
