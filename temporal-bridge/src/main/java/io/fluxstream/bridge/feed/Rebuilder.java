package io.fluxstream.bridge.feed;

import io.fluxstream.bridge.state.Position;
import io.fluxstream.schemas.workflow.Rebuild;
import java.util.List;
import java.util.UUID;

/** Tells one workflow everything that it has to know, and makes sure that one and the same run has heard all of it. */
final class Rebuilder {
    private final Destination destination;
    private final KafkaSettings kafka;
    private final Signaller signaller;

    Rebuilder(Destination destination, KafkaSettings kafka, Signaller signaller) {
        this.destination = destination;
        this.kafka = kafka;
        this.signaller = signaller;
    }

    /** What it was told, and where it is since. */
    record Told(List<Item> items, Position position) {}

    /** @throws IllegalStateException when it ended, or was started anew, meanwhile */
    Told rebuild() throws InterruptedException {
        List<Item> items;
        try (TopicReader reader = new TopicReader(kafka)) {
            items = destination.collect(reader);
        }
        String id = UUID.randomUUID().toString().substring(0, 8);
        List<Chunk> chunks = Chunk.split(items);
        for (int i = 0; i < chunks.size(); i++) {
            signaller.sendRebuild(chunks.get(i), new Rebuild(id, i == chunks.size() - 1));
        }
        Position position = signaller
                .askPatiently()
                .orElseThrow(() -> new IllegalStateException("it ended while it was being rebuilt"));
        if (!id.equals(position.rebuilt()) || position.rebuiltItems() != items.size()) {
            throw new IllegalStateException("it was started anew while it was being rebuilt");
        }
        return new Told(items, position);
    }
}
