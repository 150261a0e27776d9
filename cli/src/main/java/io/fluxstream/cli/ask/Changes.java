package io.fluxstream.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs between two answers to the same question. */
final class Changes {
    private static final String THEN = "-";
    private static final String NOW = "+";

    private Changes() {}

    /** The items that only one of them has, or that say something else in the other: as they were, then as they are. */
    static Listing between(Listing then, Listing now) {
        Map<String, Listing.Item> before = byName(then);
        Map<String, Listing.Item> after = byName(now);
        TreeSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        List<Listing.Item> changes = new ArrayList<>();
        for (String name : names) {
            Listing.Item was = before.get(name);
            Listing.Item is = after.get(name);
            if (was == null || is == null || !says(was).equals(says(is))) {
                add(THEN, was, changes);
                add(NOW, is, changes);
            }
        }
        List<String> columns = new ArrayList<>(List.of("CHANGE"));
        columns.addAll(then.columns());
        return new Listing(columns, then.wideColumns(), changes);
    }

    private static void add(String sign, Listing.@Nullable Item item, List<Listing.Item> changes) {
        if (item != null) {
            List<String> cells = new ArrayList<>(List.of(sign));
            cells.addAll(item.cells());
            ObjectNode json = item.json().deepCopy();
            json.put("change", sign);
            changes.add(new Listing.Item(sign + item.name(), cells, item.wideCells(), json));
        }
    }

    /** When something was last seen is no change. */
    private static JsonNode says(Listing.Item item) {
        ObjectNode json = item.json().deepCopy();
        json.remove("lastSeen");
        json.remove("clock");
        return json;
    }

    private static Map<String, Listing.Item> byName(Listing listing) {
        Map<String, Listing.Item> byName = new LinkedHashMap<>();
        listing.items().forEach(item -> byName.put(item.name(), item));
        return byName;
    }
}
