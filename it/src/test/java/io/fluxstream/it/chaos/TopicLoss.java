package io.fluxstream.it.chaos;

import io.fluxstream.it.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/** Somebody deletes a topic of a deployment that is at work. */
final class TopicLoss {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Plant plant;
    private final String topic;

    TopicLoss(Plant plant, String topic) {
        this.plant = plant;
        this.topic = topic;
    }

    String topic() {
        return topic;
    }

    /** Whether what flux-stream says of the past can still be checked. */
    boolean leavesThePastVerifiable() {
        return !List.of("flux-status", "flux-alerts", "flux-transitions", "flux-rules")
                .contains(topic);
    }

    /** Returns once it was made anew, and somebody has said so. */
    void happens() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, plant.bootstrapServers()))) {
            Uuid before = id(admin);
            admin.deleteTopics(List.of(topic)).all().get();
            Eventually.holds(topic + " was made anew", PATIENCE, () -> {
                Uuid now = id(admin);
                Judge.require(!now.equals(before), () -> topic + " is still what it was");
            });
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Eventually.holds(
                "somebody says that it was deleted",
                PATIENCE,
                () -> Judge.require(
                        plant.process(Places.PROCESSOR)
                                .log()
                                .lines()
                                .anyMatch(line -> line.contains(" ERROR ") && line.contains(topic)),
                        () -> "nobody says that " + topic + " was deleted"));
    }

    private Uuid id(Admin admin) throws ExecutionException, InterruptedException {
        return Objects.requireNonNull(admin.describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic))
                .topicId();
    }
}
