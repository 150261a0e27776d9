package io.fluxstream.cli.history;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.history.log.Batch;
import io.fluxstream.history.log.BatchSink;
import io.fluxstream.history.log.History;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.watcher.recording.RecordedCluster;
import io.fluxstream.watcher.recording.Recording;
import io.fluxstream.watcher.recording.RecordingException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A recording as a history: the records that a watcher would have published, at their own times. */
final class RecordedHistory implements History {
    private static final int BATCH = 1_000;

    private final Recording recording;

    RecordedHistory(Recording recording) {
        this.recording = recording;
    }

    @Override
    public String name() {
        return recording.name();
    }

    @Override
    public void read(BatchSink sink) throws HistoryException {
        Instant first = recording.clusters().stream()
                .map(RecordedCluster::first)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Gathering gathering = new Gathering(sink, first, Duration.between(first, recording.last()));
        try {
            recording.play(Duration.ZERO, gathering::add);
            gathering.handOver();
        } catch (RecordingException e) {
            gathering.handOverWhatIsThere();
            throw new HistoryException(String.valueOf(e.getMessage()), e);
        } catch (Enough enough) {
            if (enough.failure != null) {
                throw enough.failure;
            }
        }
    }

    /** Gathers events into batches. */
    private static final class Gathering {
        private final BatchSink sink;
        private final Instant first;
        private final Duration length;
        private List<FluxStatusEvent> gathered = new ArrayList<>(BATCH);

        Gathering(BatchSink sink, Instant first, Duration length) {
            this.sink = sink;
            this.first = first;
            this.length = length;
        }

        void add(FluxStatusEvent event) {
            gathered.add(event);
            if (gathered.size() == BATCH) {
                handOver();
            }
        }

        private void handOver() {
            if (!gathered.isEmpty()) {
                FluxStatusEvent last = gathered.get(gathered.size() - 1);
                double fraction =
                        (double) Duration.between(first, last.observedAt()).toMillis() / Math.max(1, length.toMillis());
                List<FluxStatusEvent> batch = gathered;
                gathered = new ArrayList<>(BATCH);
                try {
                    if (!sink.accept(Batch.of(batch), Math.min(1, fraction))) {
                        throw new Enough(null);
                    }
                } catch (HistoryException e) {
                    throw new Enough(e);
                }
            }
        }

        private void handOverWhatIsThere() throws HistoryException {
            try {
                handOver();
            } catch (Enough enough) {
                if (enough.failure != null) {
                    throw enough.failure;
                }
            }
        }
    }

    /** Ends a playback, which knows no other way. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient @Nullable HistoryException failure;

        private Enough(@Nullable HistoryException failure) {
            super("no more is wanted", failure);
            this.failure = failure;
        }
    }
}
