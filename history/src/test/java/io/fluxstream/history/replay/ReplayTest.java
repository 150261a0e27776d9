package io.fluxstream.history.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.history.log.Batch;
import io.fluxstream.history.log.BatchSink;
import io.fluxstream.history.log.Events;
import io.fluxstream.history.log.History;
import io.fluxstream.history.log.HistoryException;
import io.fluxstream.history.simulate.Profile;
import io.fluxstream.history.simulate.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final List<FluxStatusEvent> EVENTS = events();

    private final List<String> told = new ArrayList<>();

    private static List<FluxStatusEvent> events() {
        List<FluxStatusEvent> events = new ArrayList<>();
        new Simulation(1, 5, 20, Simulation.START, Duration.ofHours(2), Simulation.HEARTBEAT, Profile.STORMY)
                .records()
                .forEachRemaining(events::add);
        return events;
    }

    @Test
    void tellsTheSameInTheOrderOfTheLogOnAnyNumberOfCores() {
        for (int cores : new int[] {1, 2, 7}) {
            told.clear();
            Replayed replayed = replay(new Pieces(EVENTS, 97, Integer.MAX_VALUE), Progress.NONE, cores);
            assertThat(told).isEqualTo(expected(EVENTS));
            assertThat(replayed.isComplete()).isTrue();
            assertThat(replayed.records()).isEqualTo(EVENTS.size());
        }
    }

    @Test
    void saysWhatWasReadOfEachCluster() {
        Replayed replayed = replay(new Pieces(EVENTS, 1_000, Integer.MAX_VALUE), Progress.NONE, 2);
        assertThat(replayed.clusters())
                .hasSize(5)
                .isSortedAccordingTo((a, b) -> a.cluster().compareTo(b.cluster()));
        assertThat(replayed.clusters().stream().mapToLong(Stretch::records).sum())
                .isEqualTo(EVENTS.size());
        assertThat(replayed.clusters().get(0).first()).isEqualTo(Simulation.START);
    }

    @Test
    void whatComesBeforeADamagedBatchIsToldAndNothingAfterIt() {
        Replayed replayed = replay(new Pieces(EVENTS, 100, 7), Progress.NONE, 2);
        assertThat(replayed.isComplete()).isFalse();
        assertThat(replayed.broken()).hasMessage("damaged");
        assertThat(told).isEqualTo(expected(EVENTS.subList(0, 700)));
        assertThat(replayed.records()).isEqualTo(700);
    }

    @Test
    void endsWithWhatIsKnownWhenItIsStopped() {
        AtomicLong seen = new AtomicLong();
        Progress progress = new Progress() {
            @Override
            public void told(long records, double fraction) {
                seen.set(records);
            }

            @Override
            public boolean isStopped() {
                return seen.get() >= 500;
            }
        };
        Replayed replayed = replay(new Pieces(EVENTS, 100, Integer.MAX_VALUE), progress, 2);
        assertThat(replayed.stopped()).isTrue();
        assertThat(replayed.records()).isBetween(500L, 3_000L);
        assertThat(told).isEqualTo(expected(EVENTS.subList(0, (int) replayed.records())));
    }

    /** Each cluster's judge counts its records, so that one out of order or twice would show. */
    private Replayed replay(History history, Progress progress, int cores) {
        return Replay.run(history, cluster -> new Counting(), told::add, progress, cores);
    }

    private static List<String> expected(List<FluxStatusEvent> events) {
        Map<String, Counting> counting = new HashMap<>();
        return events.stream()
                .map(event -> counting.computeIfAbsent(event.cluster(), cluster -> new Counting())
                        .judge(event))
                .toList();
    }

    private static final class Counting implements Judge<String> {
        private long count;

        @Override
        public String judge(FluxStatusEvent event) {
            count++;
            return event.cluster() + ' ' + count + ' ' + event.observedAt();
        }
    }

    /** Events in batches of a size, of which one may be damaged. */
    private record Pieces(List<FluxStatusEvent> events, int size, int damaged) implements History {
        @Override
        public String name() {
            return "pieces";
        }

        @Override
        public void read(BatchSink sink) throws HistoryException {
            int number = 0;
            for (int from = 0; from < events.size(); from += size) {
                Events piece = new Events(events.subList(from, Math.min(from + size, events.size())), 0);
                boolean isDamaged = number == damaged;
                Batch batch = () -> {
                    if (isDamaged) {
                        throw new HistoryException("damaged");
                    }
                    return piece;
                };
                if (!sink.accept(batch, (double) from / events.size())) {
                    return;
                }
                number++;
            }
        }
    }
}
