package io.fluxstream.history.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.engine.Effect;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.transition.TransitionEvent;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.log.LogRecord;
import io.fluxstream.history.rerun.CheckpointMark;
import io.fluxstream.history.rerun.Rerun;
import io.fluxstream.history.rerun.RuleChanges;
import io.fluxstream.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One cluster: not begun yet, under way, or broken off. */
final class ClusterCheck {
    private final String cluster;
    private final int partition;
    private final RuleChanges rules;
    private final Beginnings beginnings;
    private final Output alerts;
    private final Output transitions;
    private final Ledger raised;
    private final Ledger changed;

    private @Nullable Rerun rerun;
    private @Nullable CheckpointMark start;
    /** Why it could not begin where it might have. */
    private @Nullable String obstacle;
    /** From which offset on it could not go on, and why. */
    private @Nullable String brokenOff;

    private long before;
    private long records;

    ClusterCheck(
            String cluster, int partition, RuleChanges rules, Beginnings beginnings, Output alerts, Output transitions)
            throws HistoryException {
        this.cluster = cluster;
        this.partition = partition;
        this.rules = rules;
        this.beginnings = beginnings;
        this.alerts = alerts;
        this.transitions = transitions;
        raised = alerts.ledger(cluster);
        changed = transitions.ledger(cluster);
    }

    /** Takes the cluster's next record. */
    void judge(LogRecord record, FluxStatusEvent event) throws HistoryException {
        if (brokenOff != null) {
            return;
        }
        if (rerun == null && !begins(record, event)) {
            before++;
            return;
        }
        apply(record, event);
        alerts.catchUp(cluster);
        transitions.catchUp(cluster);
    }

    private void apply(LogRecord record, FluxStatusEvent event) {
        try {
            Following following = new Following(record.offset());
            for (Effect effect : underWay().apply(event)) {
                effect.match(following);
            }
            records++;
        } catch (HistoryException stuck) {
            brokenOff = "from " + Topics.STATUS.name() + "-" + partition + " offset " + record.offset() + " on: "
                    + stuck.getMessage();
            raised.breakOff();
            changed.breakOff();
        }
    }

    private Rerun underWay() {
        if (rerun == null) {
            throw new IllegalStateException(cluster + " has not begun");
        }
        return rerun;
    }

    /** Whether this record is the first to be judged; a checkpoint's own is not. */
    private boolean begins(LogRecord record, FluxStatusEvent event) {
        try {
            if (before == 0 && beginnings.canBeFirst(event) && rules.mayBegin(cluster, event.observedAt())) {
                rerun = Rerun.fromFirst(cluster, rules);
                begin(null, record.appendedAt());
                return true;
            }
            CheckpointMark mark = beginnings.at(record, event);
            // Changes of rules behind it must still be known.
            if (mark != null && transitions.reachesBackTo(record.appendedAt())) {
                rerun = Rerun.from(beginnings.load(mark), rules);
                start = mark;
                begin(mark.at(), record.appendedAt());
            }
        } catch (HistoryException unusable) {
            obstacle = unusable.getMessage();
        }
        return false;
    }

    private void begin(@Nullable Instant clock, Instant appendedAt) {
        raised.begin(clock, !alerts.reachesBackTo(appendedAt));
        changed.begin(clock, !transitions.reachesBackTo(appendedAt));
    }

    VerifiedCluster verified() {
        List<Mismatch> mismatches = new ArrayList<>();
        for (Ledger ledger : List.of(raised, changed)) {
            Mismatch mismatch = ledger.mismatch();
            if (mismatch != null) {
                mismatches.add(mismatch);
            }
        }
        return new VerifiedCluster(
                cluster,
                rerun != null && brokenOff == null && records > 0,
                start == null ? null : start.at(),
                records,
                raised.same(),
                changed.same(),
                mismatches,
                notVerifiable());
    }

    private List<String> notVerifiable() {
        List<String> reasons = new ArrayList<>();
        if (rerun == null) {
            reasons.add(neverBegun());
        } else if (start != null) {
            reasons.add(counted(before, Topics.STATUS.name()) + ", " + raised.before() + " of " + Topics.ALERTS.name()
                    + " and " + changed.before() + " of " + Topics.TRANSITIONS.name()
                    + ": what came before its checkpoint of " + start.at() + " (record " + start.record() + ")");
            if (records == 0) {
                reasons.add("nothing came after that checkpoint yet");
            }
        }
        if (raised.passedOver() > 0) {
            reasons.add(counted(raised.passedOver(), Topics.ALERTS.name())
                    + " that follow first: retention has removed them");
        }
        if (changed.passedOver() > 0) {
            reasons.add(counted(changed.passedOver(), Topics.TRANSITIONS.name())
                    + " that follow first: retention has removed them");
        }
        if (brokenOff != null) {
            reasons.add(brokenOff);
        }
        return reasons;
    }

    private String neverBegun() {
        if (before == 0) {
            return counted(raised.before(), Topics.ALERTS.name()) + " and " + changed.before() + " of "
                    + Topics.TRANSITIONS.name() + ": " + Topics.STATUS.name() + "-" + partition
                    + " holds nothing of it any more that they could follow from";
        }
        return counted(before, Topics.STATUS.name())
                + ": its first one, or what says by which rules that was judged, is"
                + " gone, and there is no checkpoint among them that can be used"
                + (obstacle == null ? "" : " (" + obstacle + ")");
    }

    private static String counted(long records, String topic) {
        return (records == 1 ? "1 record" : records + " records") + " of " + topic;
    }

    /** Notes what follows from a record. */
    private final class Following implements Effect.SomeCases<Boolean> {
        private final long offset;

        Following(long offset) {
            this.offset = offset;
        }

        @Override
        public Boolean activated(Effect.Activated effect) {
            return transition(effect.rules());
        }

        @Override
        public Boolean transition(Effect.Transitioned effect) {
            return transition(effect.transition());
        }

        private boolean transition(TransitionEvent event) {
            return follows(changed, event.key(), Topics.TRANSITIONS.codec().encode(event), event.at());
        }

        @Override
        public Boolean alert(Effect.Alerted effect) {
            FluxAlert alert = effect.alert();
            return follows(
                    raised, alert.resource().toString(), Topics.ALERTS.codec().encode(alert), alert.at());
        }

        @Override
        public Boolean otherwise(Effect effect) {
            return false;
        }

        private boolean follows(Ledger ledger, String key, byte[] value, Instant at) {
            ledger.follows(new Ledger.Expected(key.getBytes(UTF_8), value, at, offset));
            return true;
        }
    }
}
