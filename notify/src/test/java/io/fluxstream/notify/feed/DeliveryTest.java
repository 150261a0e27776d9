package io.fluxstream.notify.feed;

import static io.fluxstream.notify.Samples.event;
import static io.fluxstream.notify.Samples.firing;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.schemas.Topics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DeliveryTest {
    private static final TopicPartition PARTITION = new TopicPartition("flux-alerts", 0);

    private final Deque<Answer> answers = new ArrayDeque<>();
    private final List<List<String>> attempts = new ArrayList<>();
    private final List<String> dead = new ArrayList<>();
    private final List<AlertEvent> due = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final Tally tally = new Tally();
    private final Trouble trouble = new Trouble(LoggerFactory.getLogger(DeliveryTest.class), "Sink test");
    private final Backlog backlog = new Backlog();
    private boolean noDeadLetters;
    private int atOnce = 10;

    private final Delivery delivery = new Delivery(
            new Scripted(),
            (origin, reason) -> {
                if (noDeadLetters) {
                    throw new KafkaException("no leader");
                }
                dead.add(origin.offset() + ": " + reason);
            },
            new Pacing(ofSeconds(1), ofSeconds(8)),
            tally,
            trouble,
            new Refusals(LoggerFactory.getLogger(DeliveryTest.class), "Sink test"),
            nanos::get);

    @Test
    void whatFailsIsSentAgainUntilItIsTaken() {
        waiting("a", "b");
        answers.add(Answer.later("is down"));
        answers.add(Answer.later("is down"));
        assertThat(delivery.step(backlog)).isFalse();
        assertThat(delivery.step(backlog)).isFalse();
        assertThat(attempts).hasSize(1);
        passes(ofSeconds(1));
        delivery.step(backlog);
        passes(ofSeconds(2));
        assertThat(trouble.reason()).isEqualTo("is down");
        delivery.step(backlog);
        assertThat(attempts).hasSize(3).containsOnly(List.of("a", "b"));
        assertThat(backlog.isEmpty()).isTrue();
        assertThat(trouble.reason()).isEmpty();
        assertThat(tally.sent).hasValue(2);
        assertThat(tally.failed).hasValue(2);
        assertThat(tally.retried).hasValue(2);
    }

    @Test
    void everyWaitIsTwiceTheLastUpToALimit() {
        waiting("a");
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            answers.add(Answer.later("is down"));
            delivery.step(backlog);
            pauses.add(delivery.pause().toSeconds());
            passes(delivery.pause());
        }
        assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 8L, 8L);
    }

    @Test
    void whoAsksForTimeGetsItUpToTheLimit() {
        waiting("a");
        answers.add(new Answer.Later("is busy", ofSeconds(5)));
        delivery.step(backlog);
        assertThat(delivery.pause()).isEqualTo(ofSeconds(5));
        passes(ofSeconds(5));
        answers.add(new Answer.Later("is busy", ofSeconds(500)));
        delivery.step(backlog);
        assertThat(delivery.pause()).isEqualTo(ofSeconds(8));
    }

    @Test
    void ofSeveralOnlyTheRefusedOneBecomesADeadLetter() {
        waiting("a", "b", "c");
        answers.add(Answer.refused("answers 400"));
        answers.add(Answer.accepted());
        answers.add(Answer.refused("answers 400"));
        drain();
        assertThat(attempts).containsExactly(List.of("a", "b", "c"), List.of("a"), List.of("b"), List.of("c"));
        assertThat(dead).containsExactly("1: answers 400");
        assertThat(tally.sent).hasValue(2);
        assertThat(tally.deadLetters).hasValue(1);
        waiting("d", "e");
        drain();
        assertThat(attempts).last().isEqualTo(List.of("d", "e"));
    }

    @Test
    void aRecordThatCannotBeReadIsADeadLetterInItsTurn() {
        waiting("a");
        backlog.add(Reading.of(new Origin(PARTITION, 1, null, "{".getBytes(UTF_8))));
        backlog.add(Reading.of(new Origin(PARTITION, 2, null, null)));
        waiting("d");
        drain();
        assertThat(attempts).containsExactly(List.of("a"), List.of("d"));
        assertThat(dead).hasSize(2);
        assertThat(dead.get(1)).isEqualTo("2: the record has no value");
    }

    @Test
    void withoutItsDeadLetterNothingIsPassedOver() {
        waiting("a", "b");
        atOnce = 1;
        noDeadLetters = true;
        answers.add(Answer.refused("answers 400"));
        delivery.step(backlog);
        assertThat(backlog.size()).isEqualTo(2);
        assertThat(trouble.reason()).contains("refuses a-0-firing", "cannot be put among the dead letters: no leader");
        noDeadLetters = false;
        passes(ofSeconds(1));
        answers.add(Answer.refused("answers 400"));
        drain();
        assertThat(dead).hasSize(1);
        assertThat(tally.sent).hasValue(1);
    }

    @Test
    void whatIsDueComesFirstAndIsNoEvent() {
        waiting("a");
        due.add(event(firing("x")));
        drain();
        assertThat(attempts).containsExactly(List.of("x"), List.of("a"));
        assertThat(tally.sent).hasValue(1);
        assertThat(tally.refreshed).hasValue(1);
    }

    @Test
    void aSinkThatIsLostForWordsDoesNotHoldUpTheOthers() {
        waiting("a", "lost", "c");
        drain();
        assertThat(dead).containsExactly("1: cannot be told this: no words");
        assertThat(tally.sent).hasValue(2);
    }

    private long next;

    private void waiting(String... ids) {
        for (String id : ids) {
            byte[] json = Topics.ALERTS.codec().encode(firing(id));
            backlog.add(Reading.of(new Origin(PARTITION, next++, null, json)));
        }
    }

    private void drain() {
        while (delivery.step(backlog)) {
            passes(Duration.ZERO);
        }
    }

    private void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** Answers what the test has put down, and otherwise takes everything. */
    private final class Scripted implements Sink {
        @Override
        public int atOnce() {
            return atOnce;
        }

        @Override
        public List<AlertEvent> due(boolean busy) {
            return List.copyOf(due);
        }

        @Override
        public Answer send(List<AlertEvent> events) {
            attempts.add(events.stream().map(event -> event.alert().id()).toList());
            if (events.stream().anyMatch(event -> event.alert().id().equals("lost"))) {
                throw new IllegalArgumentException("no words");
            }
            Answer answer = answers.isEmpty() ? Answer.accepted() : answers.remove();
            if (answer instanceof Answer.Accepted) {
                due.removeAll(events);
            }
            return answer;
        }

        @Override
        public void close() {}
    }
}
