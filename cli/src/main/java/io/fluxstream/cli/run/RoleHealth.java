package io.fluxstream.cli.run;

import io.fluxstream.bridge.Bridge;
import io.fluxstream.bridge.BridgeStatus;
import io.fluxstream.notify.Notifier;
import io.fluxstream.notify.NotifyStatus;
import io.fluxstream.notify.feed.SinkStatus;
import io.fluxstream.observe.Health;
import io.fluxstream.processor.ProcessorStatus;
import io.fluxstream.processor.StatusProcessor;
import io.fluxstream.watcher.Watcher;
import io.fluxstream.watcher.status.ClusterStatus;
import java.util.ArrayList;
import java.util.List;

/** What probes are told of each role: ready while it does its work, live as long as it can come back to it by itself. */
final class RoleHealth {
    private RoleHealth() {}

    /** One cluster that is watched makes a watcher useful: the others are the metrics' and alerts' matter. */
    static Health of(Watcher watcher) {
        if (watcher.hasEnded()) {
            return Health.beyondMending("the watcher: nothing writes to Kafka any more");
        }
        List<String> missing = new ArrayList<>();
        if (!watcher.isHeard()) {
            String refusal = watcher.refusal();
            missing.add("the watcher: Kafka at " + watcher.bootstrapServers()
                    + (refusal.isEmpty() ? " does not answer" : " refused: " + refusal));
        }
        List<ClusterStatus> clusters = watcher.recentStatus();
        if (!watcher.isStandby() && clusters.stream().noneMatch(ClusterStatus::isReached)) {
            missing.add("the watcher: no cluster is watched live" + troubles(clusters));
        }
        return Health.without(missing);
    }

    private static String troubles(List<ClusterStatus> clusters) {
        List<String> troubles = clusters.stream().map(ClusterStatus::trouble).toList();
        return troubles.isEmpty() ? ", watching has not begun" : " (" + String.join("; ", troubles) + ")";
    }

    static Health of(StatusProcessor processor) {
        ProcessorStatus status = processor.status();
        if (status.state() == ProcessorStatus.State.FAILED) {
            return Health.beyondMending("the processor cannot go on: " + status.problem());
        }
        List<String> missing = new ArrayList<>();
        String refusal = processor.refusal();
        if (!refusal.isEmpty()) {
            missing.add("the processor: Kafka at " + processor.bootstrapServers() + " refused: " + refusal);
        } else if (!status.brokerAnswers()) {
            missing.add("the processor: Kafka at " + processor.bootstrapServers() + " does not answer");
        } else if (status.state() == ProcessorStatus.State.STARTING) {
            missing.add("the processor: partitions are being assigned, or memory restored");
        } else if (status.state() != ProcessorStatus.State.RUNNING) {
            missing.add("the processor: it does not run");
        }
        return Health.without(missing);
    }

    static Health of(Bridge bridge) {
        BridgeStatus status = bridge.status();
        List<String> missing = new ArrayList<>();
        if (!status.failure().isEmpty()) {
            missing.add("the bridge: " + status.failure());
        } else if (!status.ready()) {
            missing.add("the bridge: the workflows are not being fed yet");
        }
        return Health.without(missing);
    }

    static Health of(Notifier notifier) {
        NotifyStatus status = notifier.status();
        List<String> missing = new ArrayList<>();
        for (SinkStatus sink : status.sinks()) {
            if (!sink.failure().isEmpty()) {
                missing.add("the notifier: sink " + sink.name() + " " + sink.failure());
            } else if (!sink.ready()) {
                missing.add("the notifier: sink " + sink.name() + " does not know yet where to go on");
            }
        }
        return Health.without(missing);
    }
}
