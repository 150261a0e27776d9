package io.fluxstream.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * An answer, ready to be shown in any form.
 *
 * @param columns of the table
 * @param wideColumns that the wide table has behind them
 */
record Listing(List<String> columns, List<String> wideColumns, List<Item> items) {
    /**
     * One thing in the answer.
     *
     * @param name by which it is told from the others, and shown by {@code -o name}
     */
    record Item(String name, List<String> cells, List<String> wideCells, JsonNode json) {}

    Listing {
        items = List.copyOf(items);
    }

    Listing only(Predicate<Item> wanted) {
        return new Listing(columns, wideColumns, items.stream().filter(wanted).toList());
    }

    Table table(boolean wide) {
        Table table = new Table(wide ? joined(columns, wideColumns) : columns);
        items.forEach(item -> table.row(wide ? joined(item.cells, item.wideCells) : item.cells));
        return table;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
