package io.fluxstream.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Shows answers: one, or what changes from one to the next. */
final class ListingPrinter {
    private final PrintWriter out;
    private final OutputFormat format;
    private final Map<String, JsonNode> shown = new HashMap<>();
    private boolean header;

    ListingPrinter(PrintWriter out, OutputFormat format, boolean header) {
        this.out = out;
        this.format = format;
        this.header = header;
    }

    /**
     * All of an answer.
     *
     * @param single what was asked for can be only one thing, so it stands alone
     */
    void print(Listing listing, boolean single) {
        List<JsonNode> documents =
                listing.items().stream().map(Listing.Item::json).toList();
        JsonNode document = single && documents.size() == 1 ? documents.get(0) : Documents.list(documents);
        switch (format) {
            case TABLE, WIDE -> printTable(listing);
            case JSON -> out.println(Documents.json(document));
            case YAML -> out.println(Documents.yaml(document));
            case NAME -> listing.items().forEach(item -> out.println(item.name()));
        }
        out.flush();
    }

    /** What differs from the answer before. */
    void printChanges(Listing listing) {
        Listing changed = listing.only(item -> !item.json().equals(shown.put(item.name(), item.json())));
        switch (format) {
            case TABLE, WIDE -> {
                if (!changed.items().isEmpty()) {
                    printTable(changed);
                    header = false;
                }
            }
            case JSON -> changed.items().forEach(item -> out.println(item.json()));
            case YAML -> changed.items().forEach(item -> out.println("---\n" + Documents.yaml(item.json())));
            case NAME -> changed.items().forEach(item -> out.println(item.name()));
        }
        out.flush();
    }

    private void printTable(Listing listing) {
        listing.table(format == OutputFormat.WIDE).lines(header).forEach(out::println);
    }
}
