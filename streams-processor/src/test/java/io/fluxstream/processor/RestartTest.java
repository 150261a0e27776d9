package io.fluxstream.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxstream.domain.engine.IncompatibleMemoryException;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestartTest {
    private final Tally tally = new Tally();
    private final List<Written> written = new ArrayList<>();
    private int offset;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aNodeThatGoesOnFromTheStoreOfAnotherWritesWhatTheOtherWouldHave(long seed) {
        List<FluxStatusEvent> history = Fleet.history(seed, 3, 1_200);
        int half = history.size() / 2;
        Running first = run(emptyStore());
        history.subList(0, half).forEach(first::process);
        Running second = run(copyOf(first.store));
        history.subList(half, history.size()).forEach(second::process);
        Written.assertAllOf(history, written);
    }

    @Test
    void aNodeRevivedAfterEveryRecordWritesTheSame() {
        List<FluxStatusEvent> history = Fleet.history(6, 2, 1_000);
        Running running = run(emptyStore());
        for (FluxStatusEvent event : history) {
            running.process(event);
            running.revive();
        }
        Written.assertAllOf(history, written);
    }

    @Test
    void nothingOfTheEarlierHeapSurvivesARevival() {
        List<FluxStatusEvent> history = Fleet.history(7, 2, 400);
        int half = history.size() / 2;
        Running running = run(emptyStore());
        history.subList(0, half).forEach(running::process);
        KeyValueStore<String, byte[]> committed = copyOf(running.store);
        int committedRecords = written.size();
        history.subList(half, history.size()).forEach(running::process);
        written.subList(committedRecords, written.size()).clear();

        running.becomes(committed);
        running.revive();
        history.subList(half, history.size()).forEach(running::process);
        Written.assertAllOf(history, written);
    }

    @Test
    void aChangelogOfAnotherFormatIsRefusedWithAClearMessage() {
        KeyValueStore<String, byte[]> alien = emptyStore();
        alien.put("ottawa", new byte[] {126, 0, 0});
        assertThatThrownBy(() -> run(alien)).isInstanceOfSatisfying(IncompatibleMemoryException.class, failure -> {
            RuntimeException asStreamsWrapsIt = new RuntimeException("stream-thread failed", failure);
            assertThat(Failures.isFinal(asStreamsWrapsIt))
                    .hasValueSatisfying(sentence -> assertThat(sentence)
                            .startsWith("the memory in the changelog cannot be read: it has format 63")
                            .contains("start over under another application id"));
        });
    }

    private Running run(KeyValueStore<String, byte[]> store) {
        Running running = new Running(store);
        running.revive();
        return running;
    }

    private static KeyValueStore<String, byte[]> emptyStore() {
        KeyValueStore<String, byte[]> store = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(StatusTopology.MEMORY), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
        store.init(context.getStateStoreContext(), store);
        return store;
    }

    private static KeyValueStore<String, byte[]> copyOf(KeyValueStore<String, byte[]> store) {
        KeyValueStore<String, byte[]> copy = emptyStore();
        try (KeyValueIterator<String, byte[]> rows = store.all()) {
            rows.forEachRemaining(row -> copy.put(row.key, row.value));
        }
        return copy;
    }

    /** A node in a context of its own. */
    private final class Running {
        private final StatusProcessorNode node = new StatusProcessorNode(
                RulesInForce.always(Written.RULES), 1, tally, EngineListener.NONE, Driven.NO_TRACES);
        private MockProcessorContext<byte[], byte[]> context = new MockProcessorContext<>();
        private KeyValueStore<String, byte[]> store;

        Running(KeyValueStore<String, byte[]> store) {
            this.store = store;
        }

        void becomes(KeyValueStore<String, byte[]> other) {
            store = other;
        }

        /** What Kafka Streams does after an aborted transaction: the same node, its store restored. */
        void revive() {
            node.close();
            context = new MockProcessorContext<>();
            context.addStateStore(store);
            node.init(context);
        }

        void process(FluxStatusEvent event) {
            context.setRecordMetadata(Topics.STATUS.name(), 0, offset++);
            node.process(new Record<>(
                    event.key().getBytes(UTF_8),
                    Topics.STATUS.codec().encode(event),
                    event.observedAt().toEpochMilli()));
            context.forwarded()
                    .forEach(forward -> written.add(Written.atSink(
                            forward.childName().orElseThrow(),
                            forward.record().key(),
                            forward.record().value())));
            context.resetForwards();
        }
    }
}
