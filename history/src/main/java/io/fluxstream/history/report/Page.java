package io.fluxstream.history.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fluxstream.history.backtest.BacktestResult;
import io.fluxstream.history.replay.Stretch;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A page that holds all it shows and asks nobody for anything. */
public final class Page {
    private static final String TEMPLATE = "report.html";
    private static final String DATA = "\"DATA\"";

    private Page() {}

    /**
     * Writes the page.
     *
     * @param rules what the rules are called
     * @param other what those are called that they are compared with; empty for none
     */
    public static void write(Path file, Timeline timeline, BacktestResult result, String rules, String other)
            throws IOException {
        // A browser ends a script at the first "</", wherever it stands.
        String data = data(timeline, result, rules, other).replace("<", "\\u003c");
        Files.writeString(file, template().replace(DATA, data));
    }

    private static String template() throws IOException {
        try (InputStream in = Page.class.getResourceAsStream(TEMPLATE)) {
            if (in == null) {
                throw new IOException(TEMPLATE + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String data(Timeline timeline, BacktestResult result, String rules, String other)
            throws IOException {
        long from = end(result, true);
        StringWriter text = new StringWriter();
        List<String> names = new ArrayList<>();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("from", from);
            json.writeNumberField("to", end(result, false) - from);
            json.writeStringField("rules", rules);
            json.writeStringField("other", other);
            json.writeStringField("leftOut", timeline.leftOut());
            json.writeArrayFieldStart("resources");
            for (Timeline.Row row : timeline.rows()) {
                write(row, from, names, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("names");
            for (String name : names) {
                json.writeString(name);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(Timeline.Row row, long from, List<String> names, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", row.resource().toString());
        json.writeArrayFieldStart("phases");
        for (Track.Change change : row.track().changes()) {
            json.writeStartArray();
            json.writeNumber(change.at() - from);
            json.writeString(change.to().name());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("alerts");
        for (Track.Span span : row.track().spans()) {
            int name = names.indexOf(span.rule());
            if (name < 0) {
                name = names.size();
                names.add(span.rule());
            }
            json.writeStartArray();
            json.writeNumber(span.other() ? 1 : 0);
            json.writeNumber(name);
            json.writeNumber(span.from() - from);
            json.writeNumber(span.to() < 0 ? -1 : span.to() - from);
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static long end(BacktestResult result, boolean first) {
        List<Stretch> clusters = result.replayed().clusters();
        Comparator<Instant> order = Comparator.naturalOrder();
        return clusters.stream()
                .map(stretch -> first ? stretch.first() : stretch.last())
                .min(first ? order : order.reversed())
                .map(Instant::toEpochMilli)
                .orElse(0L);
    }
}
