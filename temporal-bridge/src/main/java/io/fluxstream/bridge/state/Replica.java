package io.fluxstream.bridge.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.schemas.workflow.Rebuild;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A view that follows its topics: takes each record once, whatever arrives twice or late, and lets a rebuild replace
 * everything at once when its last batch arrives.
 */
final class Replica<V extends View> {
    private final Supplier<V> fresh;
    private final Rejected rejected;
    private Half<V> current;
    private @Nullable Half<V> next;
    private String nextId = "";
    private @Nullable String rebuilt;
    private long rebuiltItems;

    /** A view with its cursors. */
    private static final class Half<V extends View> {
        final V view;
        final Cursors cursors = new Cursors();
        long items;

        Half(V view) {
            this.view = view;
        }
    }

    Replica(Supplier<V> fresh, Rejected rejected) {
        this.fresh = fresh;
        this.rejected = rejected;
        this.current = new Half<>(fresh.get());
    }

    V view() {
        return current.view;
    }

    /** Takes a batch in and says how many of its items were news. */
    int take(Batch batch) {
        Rebuild rebuild = batch.rebuild();
        if (rebuild == null) {
            return apply(batch, current);
        }
        if (rebuild.id().equals(rebuilt)) {
            return 0; // the last batch again: its answer was lost on the way
        }
        if (next == null || !nextId.equals(rebuild.id())) {
            next = new Half<>(fresh.get());
            nextId = rebuild.id();
        }
        int news = apply(batch, next);
        if (rebuild.last()) {
            current = next;
            rebuilt = rebuild.id();
            rebuiltItems = next.items;
            next = null;
        }
        return news;
    }

    private int apply(Batch batch, Half<V> half) {
        int news = 0;
        for (Batch.Item item : batch.items()) {
            if (!half.cursors.isNews(batch.topic(), batch.partition(), item.offset(), item.appendedAt())) {
                continue;
            }
            news++;
            half.view
                    .apply(batch.topic(), item)
                    .ifPresent(why -> rejected.add(
                            batch.topic() + '/' + batch.partition() + '@' + item.offset() + ' ' + item.key(), why));
            half.cursors.advance(new Cursor(batch.topic(), batch.partition(), item.offset(), item.appendedAt()));
        }
        half.items += news;
        return news;
    }

    Position position() {
        return new Position(
                rebuilt != null,
                rebuilt,
                rebuiltItems,
                current.cursors.all().stream()
                        .filter(cursor -> current.view.follows(cursor.topic()))
                        .toList(),
                rejected.count(),
                rejected.newest());
    }

    /** When the newest record that was taken in was appended. */
    Optional<Instant> newestAppend() {
        return current.cursors.all().stream().map(Cursor::appendedAt).max(Instant::compareTo);
    }

    void write(JsonGenerator out) throws IOException {
        if (rebuilt != null) {
            out.writeStringField("rebuilt", rebuilt);
            out.writeNumberField("rebuiltItems", rebuiltItems);
        }
        out.writeObjectFieldStart("current");
        writeHalf(current, out);
        out.writeEndObject();
        if (next != null) {
            out.writeStringField("nextId", nextId);
            out.writeObjectFieldStart("next");
            writeHalf(next, out);
            out.writeEndObject();
        }
    }

    void read(JsonNode in) {
        rebuilt = in.hasNonNull("rebuilt") ? in.get("rebuilt").asText() : null;
        rebuiltItems = in.path("rebuiltItems").asLong();
        current = readHalf(in.path("current"));
        if (in.has("next")) {
            nextId = in.path("nextId").asText();
            next = readHalf(in.path("next"));
        }
    }

    private static <V extends View> void writeHalf(Half<V> half, JsonGenerator out) throws IOException {
        out.writeNumberField("items", half.items);
        out.writeArrayFieldStart("cursors");
        for (Cursor cursor : half.cursors.all()) {
            out.writeStartObject();
            out.writeStringField("topic", cursor.topic());
            out.writeNumberField("partition", cursor.partition());
            out.writeNumberField("offset", cursor.offset());
            out.writeStringField("appendedAt", cursor.appendedAt().toString());
            out.writeEndObject();
        }
        out.writeEndArray();
        half.view.write(out);
    }

    private Half<V> readHalf(JsonNode in) {
        Half<V> half = new Half<>(fresh.get());
        half.items = in.path("items").asLong();
        for (JsonNode cursor : in.path("cursors")) {
            half.cursors.advance(new Cursor(
                    cursor.path("topic").asText(),
                    cursor.path("partition").asInt(),
                    cursor.path("offset").asLong(),
                    Instant.parse(cursor.path("appendedAt").asText())));
        }
        half.view.read(in);
        return half;
    }
}
