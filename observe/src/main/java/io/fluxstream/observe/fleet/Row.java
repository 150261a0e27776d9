package io.fluxstream.observe.fleet;

import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.view.FluxResourceStatus;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a resource: little, for there may be a hundred thousand.
 *
 * @param since when the phase began, in milliseconds since 1970; 0 where nobody asks, so that most rows are the same object
 * @param reconcilingSince when the resource was first seen reconciling; 0 while it is not
 */
record Row(Phase phase, boolean suspended, long since, long reconcilingSince) {
    private static final Map<Phase, Row> QUIET = quiet();

    /** @param before what was known of the resource; null for nothing */
    static Row of(FluxResourceStatus status, @Nullable Row before) {
        long reconcilingSince = 0;
        if (status.reconciling()) {
            reconcilingSince = before != null && before.isReconciling()
                    ? before.reconcilingSince
                    : status.lastSeen().toEpochMilli();
        }
        Row quiet = QUIET.get(status.phase());
        if (quiet != null && reconcilingSince == 0 && !status.suspended()) {
            return quiet;
        }
        return new Row(status.phase(), status.suspended(), status.since().toEpochMilli(), reconcilingSince);
    }

    boolean isReady() {
        return phase == Phase.READY || phase == Phase.STATIC;
    }

    boolean isReconciling() {
        return reconcilingSince != 0;
    }

    private static Map<Phase, Row> quiet() {
        Map<Phase, Row> quiet = new EnumMap<>(Phase.class);
        quiet.put(Phase.READY, new Row(Phase.READY, false, 0, 0));
        quiet.put(Phase.STATIC, new Row(Phase.STATIC, false, 0, 0));
        return quiet;
    }
}
