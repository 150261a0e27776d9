package io.fluxstream.notify;

import io.fluxstream.notify.feed.SinkStatus;
import java.util.List;
import java.util.stream.Collectors;

/** How a notifier is doing. */
public record NotifyStatus(List<SinkStatus> sinks) {
    public NotifyStatus {
        sinks = List.copyOf(sinks);
    }

    /** Whether every sink knows where it goes on from, and none fails. */
    public boolean ready() {
        return sinks.stream().allMatch(SinkStatus::ready);
    }

    /** What is wrong with which sinks; empty when nothing is. */
    public String failure() {
        return sinks.stream()
                .filter(sink -> !sink.failure().isEmpty())
                .map(sink -> "sink " + sink.name() + " " + sink.failure())
                .collect(Collectors.joining("; "));
    }
}
