package io.fluxstream.bridge.state;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;

/** What could not be read: all of it counted, the newest kept. */
final class Rejected {
    private static final int KEPT = 20;
    private static final int MAX_TEXT = 300;

    private final ArrayDeque<RejectedItem> newest = new ArrayDeque<>();
    private long count;

    void add(String where, String why) {
        newest.addLast(new RejectedItem(cut(where), cut(why)));
        if (newest.size() > KEPT) {
            newest.removeFirst();
        }
        count++;
    }

    void write(JsonGenerator out) throws IOException {
        out.writeNumberField("rejectedCount", count);
        out.writeArrayFieldStart("rejected");
        for (RejectedItem item : newest) {
            out.writeStartObject();
            out.writeStringField("where", item.where());
            out.writeStringField("why", item.why());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    void read(JsonNode in) {
        in.path("rejected")
                .forEach(item ->
                        add(item.path("where").asText(), item.path("why").asText()));
        count = in.path("rejectedCount").asLong();
    }

    long count() {
        return count;
    }

    List<RejectedItem> newest() {
        return List.copyOf(newest);
    }

    private static String cut(String text) {
        return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
    }
}
