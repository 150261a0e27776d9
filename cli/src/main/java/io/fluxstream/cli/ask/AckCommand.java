package io.fluxstream.cli.ask;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.ExitCodes;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.workflow.AlertView;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flux-stream ack}: says that somebody has seen an alert. */
@Command(
        name = "ack",
        description = "Acknowledges an alert and waits until the answers show it.",
        mixinStandardHelpOptions = true)
public final class AckCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    @Parameters(paramLabel = "ALERT", description = "The alert's id, or as much of its beginning as tells it apart.")
    private String alert;

    @Mixin
    private FleetOptions connection;

    @Option(names = "--comment", paramLabel = "TEXT", description = "What others should know.")
    private @Nullable String comment;

    @Option(names = "--by", paramLabel = "NAME", description = "Who has seen it; by default you.")
    private @Nullable String by;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (Fleet fleet = connection.connect()) {
            FluxAlert found = find(fleet.activeAlerts());
            String who = by == null ? System.getProperty("user.name", "unknown") : by;
            fleet.acknowledge(found.resource().cluster(), found.id(), who, comment);
            await(fleet, found.id(), who);
            spec.commandLine()
                    .getOut()
                    .println(found.rule() + " of " + found.resource() + " (" + found.id() + ") acknowledged by " + who);
            return ExitCodes.DONE;
        }
    }

    private FluxAlert find(List<AlertView> active) {
        List<FluxAlert> matching = active.stream()
                .map(AlertView::last)
                .filter(candidate -> candidate.id().startsWith(alert))
                .toList();
        if (matching.isEmpty()) {
            throw CommandFailure.no(
                    "no active alert has the id " + alert + "; flux-stream get alerts shows those there are");
        }
        if (matching.size() > 1) {
            throw CommandFailure.usage(
                    matching.size() + " active alerts have ids that begin with " + alert + "; give more of it");
        }
        return matching.get(0);
    }

    private void await(Fleet fleet, String id, String who) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            if (fleet.activeAlerts().stream().anyMatch(view -> view.last().id().equals(id) && isAcked(view, who))) {
                return;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw CommandFailure.no("interrupted before the answers showed the acknowledgement", e);
            }
        }
        throw CommandFailure.no("the acknowledgement was sent, but no answer shows it within " + PATIENCE.toSeconds()
                + " s; is the bridge running, or was the alert resolved?");
    }

    private boolean isAcked(AlertView view, String who) {
        AlertAck ack = view.ack();
        return ack != null && ack.by().equals(who) && Objects.equals(ack.comment(), comment);
    }
}
