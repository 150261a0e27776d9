package io.fluxstream.bridge.state;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.schemas.workflow.AlertView;
import io.fluxstream.schemas.workflow.ClusterSummary;
import java.util.Collection;

/** What the Web UI shows of a workflow: a few lines of markdown. */
final class Details {
    /** So many alerts are shown. */
    static final int MAX_ALERTS = 10;

    private Details() {}

    static String of(ClusterSummary summary, Collection<AlertView> newest, int active, long rejected) {
        String head = "**" + summary.cluster() + "** " + (summary.live() ? "live" : "**not live**") + ", clock "
                + summary.clock() + "\n\n" + summary.ready() + " ready, " + summary.failed() + " failed, "
                + summary.waiting() + " waiting, " + summary.progressing() + " progressing, " + summary.suspended()
                + " suspended, " + summary.unknown() + " unknown, " + summary.neverReady() + " static, "
                + summary.total() + " in all\n";
        return head + alerts(newest, active) + rejected(rejected);
    }

    static String of(Collection<AlertView> newest, int active, int history, long rejected) {
        return active + " active, " + history + " resolved lately\n" + alerts(newest, active) + rejected(rejected);
    }

    /** @param newest as many as are shown or more, or all of them */
    private static String alerts(Collection<AlertView> newest, int active) {
        StringBuilder text = new StringBuilder();
        newest.stream().sorted(AlertBook.NEWEST_FIRST).limit(MAX_ALERTS).forEach(view -> {
            FluxAlert alert = view.last();
            text.append("\n- ")
                    .append(alert.rule())
                    .append(" `")
                    .append(alert.resource())
                    .append("` since ")
                    .append(alert.since());
        });
        if (active > MAX_ALERTS) {
            text.append("\n- and ").append(active - MAX_ALERTS).append(" more");
        }
        return text.toString();
    }

    private static String rejected(long rejected) {
        return rejected == 0 ? "" : "\n\n" + rejected + " items could not be read: see the query cursors";
    }
}
