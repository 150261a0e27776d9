package io.fluxstream.processor;

import static io.fluxstream.processor.RunningKafka.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.schemas.Topic;
import io.fluxstream.schemas.TopicSetup;
import io.fluxstream.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletedTopicTest {
    @TempDir
    Path data;

    @Test
    void rowsOfADeletedTopicAreAllThereAgainAndTheRestFlows() throws Exception {
        List<FluxStatusEvent> history = Fleet.history(26, 2, 400);
        try (RunningKafka kafka = RunningKafka.start(data, FeatureLevel.REDPANDA, 3);
                StatusProcessor processor =
                        StatusProcessor.start(kafka.processor().build())) {
            kafka.append(history.subList(0, 200));
            kafka.awaitProcessed();
            int before = newest(kafka, Topics.RESOURCES).size();
            assertThat(before).isGreaterThan(5);
            deleteAndAwaitAnother(kafka, Topics.RESOURCES);
            // It is the next record of each cluster that brings the rows, once the loss was noticed.
            Iterator<FluxStatusEvent> more = history.subList(200, 400).iterator();
            await("the rows are written again", () -> {
                if (more.hasNext()) {
                    kafka.append(List.of(more.next()));
                }
                return newest(kafka, Topics.RESOURCES).size() >= before;
            });
            more.forEachRemaining(event -> kafka.append(List.of(event)));
            kafka.awaitProcessed();
            await("it is ready", processor::isReady);
            List<Written> events = Written.expected(history).stream()
                    .filter(DeletedTopicTest::isAnEvent)
                    .toList();
            Written.assertSame(
                    events,
                    kafka.written().stream().filter(DeletedTopicTest::isAnEvent).toList());
        }
    }

    /** Rows may be written twice, events never. */
    private static boolean isAnEvent(Written record) {
        return record.topic().equals(Topics.TRANSITIONS.name())
                || record.topic().equals(Topics.ALERTS.name());
    }

    private static void deleteAndAwaitAnother(RunningKafka kafka, Topic<?> topic) throws Exception {
        try (Admin admin = Admin.create(new HashMap<String, Object>(kafka.clients()))) {
            Uuid before = TopicSetup.present(admin).get(topic.name());
            admin.deleteTopics(List.of(topic.name())).all().get();
            await("the topic is made anew", () -> {
                Uuid now = TopicSetup.present(admin).get(topic.name());
                return now != null && !now.equals(before);
            });
        }
    }

    private static Map<String, byte[]> newest(RunningKafka kafka, Topic<?> topic) {
        Map<String, byte[]> newest = new HashMap<>();
        kafka.read(topic).forEach(record -> {
            String key = new String(record.key(), StandardCharsets.UTF_8);
            if (record.value() == null) {
                newest.remove(key);
            } else {
                newest.put(key, record.value());
            }
        });
        return newest;
    }
}
