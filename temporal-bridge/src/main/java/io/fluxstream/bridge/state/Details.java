package io.fluxstream.bridge.state;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.schemas.workflow.AlertView;
import io.fluxstream.schemas.workflow.ClusterSummary;
import java.util.Collection;

/** What the Web UI shows of a workflow: a few lines of markdown. */
final class Details {
    private static final int MAX_ALERTS = 10;

    private Details() {}

    static String of(ClusterSummary summary, Collection<AlertView> alerts, long rejected) {
        String head = "**" + summary.cluster() + "** " + (summary.live() ? "live" : "**not live**") + ", clock "
                + summary.clock() + "\n\n" + summary.ready() + " ready, " + summary.failed() + " failed, "
                + summary.waiting() + " waiting, " + summary.progressing() + " progressing, " + summary.suspended()
                + " suspended, " + summary.unknown() + " unknown, " + summary.neverReady() + " static, "
                + summary.total() + " in all\n";
        return head + alerts(alerts) + rejected(rejected);
    }

    static String of(Collection<AlertView> active, int history, long rejected) {
        return active.size() + " active, " + history + " resolved lately\n" + alerts(active) + rejected(rejected);
    }

    private static String alerts(Collection<AlertView> alerts) {
        StringBuilder text = new StringBuilder();
        alerts.stream().sorted(AlertBook.NEWEST_FIRST).limit(MAX_ALERTS).forEach(view -> {
            FluxAlert alert = view.last();
            text.append("\n- ")
                    .append(alert.rule())
                    .append(" `")
                    .append(alert.resource())
                    .append("` since ")
                    .append(alert.since());
        });
        if (alerts.size() > MAX_ALERTS) {
            text.append("\n- and ").append(alerts.size() - MAX_ALERTS).append(" more");
        }
        return text.toString();
    }

    private static String rejected(long rejected) {
        return rejected == 0 ? "" : "\n\n" + rejected + " items could not be read: see the query cursors";
    }
}
