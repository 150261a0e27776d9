package io.fluxstream.it.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fluxstream.it.Eventually;
import io.fluxstream.it.Workflows;
import io.fluxstream.schemas.ClusterPartitioner;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes what no part of flux-stream would write: poison, and what was written before. */
final class Hand {
    private static final String STATUS = "flux-status";

    private final Plant plant;
    private final Injected injected;
    private final Random random;

    Hand(Plant plant, Injected injected, Random random) {
        this.plant = plant;
        this.injected = injected;
        this.random = random;
    }

    /** Records of which nothing may come but a dead letter, or not even that. */
    void poisonStatus(long count) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (long i = 0; i < count; i++) {
                String cluster = Places.CLUSTERS.get(random.nextInt(Places.CLUSTERS.size()));
                String key = cluster + "/Kustomization/flux-system/" + Injected.POISON + '-' + random.nextInt(1_000);
                boolean isUnknown = random.nextInt(6) == 0;
                @Nullable String value = isUnknown ? "{\"type\":\"RENAMED\",\"cluster\":\"" + cluster + "\"}" : poison(cluster);
                boolean hasKey = random.nextInt(6) > 0;
                RecordMetadata where = send(producer, STATUS, partition(cluster), hasKey ? key : null, value);
                injected.status(where.partition(), where.offset(), !isUnknown || !hasKey);
            }
        }
    }

    private @Nullable String poison(String cluster) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> "";
            case 2 -> "\u00ff\u00fe\u0000 nothing that anybody could read";
            case 3 -> "{\"type\":\"OBSERVED\",\"cluster\":\"" + cluster + "\"";
            case 4 -> "{\"type\":\"OBSERVED\",\"cluster\":\"" + cluster + "\",\"conditions\":7}";
            case 5 -> "[".repeat(5_000);
            case 6 ->
                "{\"type\":\"HEARTBEAT\",\"cluster\":\"" + cluster
                        + "\",\"session\":\"x\",\"observedAt\":\"2999-01-01T00:00:00.000Z\",\"kinds\":[]}";
            default -> "42";
        };
    }

    /** Values in a compacted topic that the bridge cannot read, under keys of nobody else. */
    void poisonRows(String topic, long count) {
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (long i = 0; i < count; i++) {
                String cluster = Places.CLUSTERS.get(random.nextInt(Places.CLUSTERS.size()));
                String key = cluster + "/" + Injected.POISON + '-' + random.nextInt(1_000);
                if (topic.equals("flux-resources")) {
                    key = cluster + "/Kustomization/flux-system/" + Injected.POISON + '-' + random.nextInt(1_000);
                }
                @Nullable String value = switch (random.nextInt(5)) {
                    case 0 -> null;
                    case 1 -> "\u00ff\u00fe\u0000 garbage";
                    case 2 -> "{\"cluster\":\"" + cluster + "\"}";
                    case 3 -> "{\"cluster\":[]}";
                    default -> "[1,2";
                };
                injected.row(key);
                send(producer, topic, partition(cluster), key, value);
            }
        }
    }

    /** Records of resources and heartbeats once more, late and in any order. */
    void repeatStatus(long count) {
        List<Entry> chosen = new ArrayList<>();
        for (Entry entry : Logs.now(plant.bootstrapServers(), STATUS)) {
            String value = String.valueOf(entry.value());
            boolean isRepeatable = value.startsWith("{\"type\":\"OBSERVED\"")
                    || value.startsWith("{\"type\":\"DELETED\"")
                    || value.startsWith("{\"type\":\"HEARTBEAT\"");
            if (isRepeatable && !injected.isStatus(entry)) {
                chosen.add(entry);
            }
        }
        Collections.shuffle(chosen, random);
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (Entry entry : chosen.subList(0, Math.min((int) count, chosen.size()))) {
                send(producer, STATUS, entry.partition(), entry.key(), entry.value());
            }
        }
    }

    /** What the workflows have taken in already, once more and in any order. */
    void repeatSignals(Workflows workflows, String topic, long count) {
        List<Entry> all = Logs.now(plant.bootstrapServers(), topic);
        List<Entry> old = new ArrayList<>(all.subList(0, all.size() / 2));
        Collections.shuffle(old, random);
        Map<String, List<Entry>> byWorkflow = new TreeMap<>();
        Map<String, JsonNode> cursors = new HashMap<>();
        for (Entry entry : old.subList(0, Math.min((int) count, old.size()))) {
            if (!injected.isRow(entry.name())) {
                String workflow = topic.equals("flux-alerts") ? "flux-alerts" : "flux-watch-" + entry.cluster();
                JsonNode taken = cursors.computeIfAbsent(
                        workflow,
                        name -> Eventually.answers("Temporal answers", () -> workflows.cursors(name))
                                .path("cursors"));
                if (isTaken(entry, taken)) {
                    byWorkflow
                            .computeIfAbsent(workflow, name -> new ArrayList<>())
                            .add(entry);
                }
            }
        }
        byWorkflow.forEach((workflow, entries) -> {
            for (Entry entry : entries) {
                Eventually.holds(
                        "Temporal takes a signal",
                        () -> workflows.signal(
                                workflow,
                                topic.equals("flux-alerts") ? "alert" : "status-update",
                                batch(topic, entry)));
            }
        });
    }

    /** What lies ahead of the cursor, nobody delivers out of order: it would hide what is before it. */
    private static boolean isTaken(Entry entry, JsonNode cursors) {
        for (JsonNode cursor : cursors) {
            if (cursor.path("topic").asText().equals(entry.topic())
                    && cursor.path("partition").asInt() == entry.partition()) {
                return entry.offset() < cursor.path("offset").asLong();
            }
        }
        return false;
    }

    private static ObjectNode batch(String topic, Entry entry) {
        ObjectNode batch = JsonNodeFactory.instance.objectNode();
        batch.put("topic", topic).put("partition", entry.partition());
        ArrayNode items = batch.putArray("items");
        ObjectNode item = items.addObject();
        item.put("offset", entry.offset()).put("appendedAt", entry.appended().toString());
        if (entry.value() == null) {
            item.putNull("value");
        } else {
            item.set("value", Judge.json(entry.value()));
        }
        item.put("key", entry.name());
        return batch;
    }

    /** Where the cluster's records are. */
    private int partition(String cluster) {
        return ClusterPartitioner.partition(cluster, Plant.PARTITIONS);
    }

    private RecordMetadata send(
            KafkaProducer<byte[], byte[]> producer,
            String topic,
            int partition,
            @Nullable String key,
            @Nullable String value) {
        try {
            return producer.send(new ProducerRecord<>(topic, partition, Entry.bytes(key), Entry.bytes(value)))
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, plant.bootstrapServers());
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 180_000);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 180_000);
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }
}
