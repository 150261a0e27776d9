package io.fluxstream.domain.engine;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.engine.Effect.Dropped;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.transition.FluxTransition;
import io.fluxstream.domain.transition.RulesActivated;
import io.fluxstream.domain.view.FluxClusterStatus;
import io.fluxstream.domain.view.FluxResourceStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one record brings about. */
public sealed interface Effect {
    <R> R match(Cases<R> cases);

    /** What to do with each kind of effect. */
    interface Cases<R> {
        R activated(Activated effect);

        R transition(Transitioned effect);

        R alert(Alerted effect);

        R resource(ResourceChanged effect);

        R cluster(ClusterChanged effect);

        R checkpoint(CheckpointDue effect);

        R dropped(Dropped effect);
    }

    /** For whoever is asked about some kinds of effect only: the others are all the same to them. */
    interface SomeCases<R> extends Cases<R> {
        /** What to do with every effect that has no case of its own. */
        R otherwise(Effect effect);

        @Override
        default R activated(Activated effect) {
            return otherwise(effect);
        }

        @Override
        default R transition(Transitioned effect) {
            return otherwise(effect);
        }

        @Override
        default R alert(Alerted effect) {
            return otherwise(effect);
        }

        @Override
        default R resource(ResourceChanged effect) {
            return otherwise(effect);
        }

        @Override
        default R cluster(ClusterChanged effect) {
            return otherwise(effect);
        }

        @Override
        default R checkpoint(CheckpointDue effect) {
            return otherwise(effect);
        }

        @Override
        default R dropped(Dropped effect) {
            return otherwise(effect);
        }
    }

    /** Other rules are in force from this record on. */
    record Activated(RulesActivated rules) implements Effect {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.activated(this);
        }
    }

    /** What is believed of a resource changed. */
    record Transitioned(FluxTransition transition) implements Effect {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.transition(this);
        }
    }

    /** An alert fired, was repeated or was resolved. */
    record Alerted(FluxAlert alert) implements Effect {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.alert(this);
        }
    }

    /** A resource's row changed; {@code status} is null once it is gone. */
    record ResourceChanged(ResourceId resource, @Nullable FluxResourceStatus status) implements Effect {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.resource(this);
        }
    }

    /** A cluster's row changed. */
    record ClusterChanged(FluxClusterStatus status) implements Effect {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.cluster(this);
        }
    }

    /**
     * A snapshot was completed and no checkpoint was due for an hour: now is the time to keep {@link ClusterEngine#rows}.
     *
     * @param record the number of the record that completed the snapshot, among all of the cluster
     * @param at the cluster's clock
     * @param revision of the rules in force
     * @param hash of the rules in force; empty for rules that were read from no text
     * @param session of the record; so are the kind and the snapshot's number
     */
    record CheckpointDue(
            String cluster,
            long record,
            Instant at,
            long revision,
            String hash,
            String session,
            String kind,
            long snapshot)
            implements Effect {
        /** From one to the next, on the cluster's clock. */
        public static final Duration AT_MOST_EVERY = Duration.ofHours(1);

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.checkpoint(this);
        }
    }

    /** The record, or what it claims, does not count. */
    record Dropped(Reason reason, FluxStatusEvent event) implements Effect {
        /** Why. */
        public enum Reason {
            /** Its resource version is not later than what is known. */
            STALE,
            /** It belongs to a session that has ended. */
            OTHER_SESSION,
            /** A snapshot's end that does not fit its beginning, or of which items are missing. */
            VOID_SNAPSHOT
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dropped(this);
        }
    }
}
