package io.fluxstream.bridge.state;

import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.workflow.AlertPage;
import io.fluxstream.schemas.workflow.AlertView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers about alerts: newest first, with what is known of their acknowledgement. */
final class AlertPages {
    /** The fields around the last event: firedAt, repeats, resolvedAt, origin. */
    private static final int ENVELOPE = 200;

    private AlertPages() {}

    static AlertPage page(Collection<AlertView> alerts, Acks acks, Filter filter) {
        List<AlertView> sorted = new ArrayList<>(alerts);
        sorted.sort(AlertBook.NEWEST_FIRST);
        AnswerBudget budget = new AnswerBudget(filter.limit());
        List<AlertView> items = new ArrayList<>();
        for (AlertView alert : sorted) {
            if (!isAfter(alert, filter.after())) {
                continue;
            }
            AlertAck ack = acks.of(alert.last().id());
            if (!budget.admits(size(alert, ack))) {
                return new AlertPage(items, token(items.get(items.size() - 1)));
            }
            items.add(new AlertView(
                    alert.last(), alert.firedAt(), alert.repeats(), alert.resolvedAt(), ack, alert.origin()));
        }
        return new AlertPage(items, null);
    }

    /** Where to go on behind this alert, whether or not it is still there by then. */
    private static String token(AlertView alert) {
        return AlertBook.ended(alert).toEpochMilli() + "/" + alert.last().id();
    }

    private static boolean isAfter(AlertView alert, String token) {
        int slash = token.indexOf('/');
        if (slash < 0 || !token.substring(0, slash).matches("-?\\d{1,18}")) {
            return true;
        }
        long ended = AlertBook.ended(alert).toEpochMilli();
        long from = Long.parseLong(token.substring(0, slash));
        return ended < from || (ended == from && alert.last().id().compareTo(token.substring(slash + 1)) > 0);
    }

    private static int size(AlertView alert, @Nullable AlertAck ack) {
        return ENVELOPE
                + Values.size(Topics.ALERTS.codec(), alert.last())
                + (ack == null ? 0 : Values.size(Topics.ACKS.codec(), ack));
    }
}
