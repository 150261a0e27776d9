package io.fluxstream.cli.ask;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The columns of a table, each with what stands in its cells. */
final class Columns<T> {
    private final List<Column<T>> shown = new ArrayList<>();
    private final List<Column<T>> wide = new ArrayList<>();

    private record Column<T>(String heading, Function<T, String> cell) {}

    /** Adds one that every table has. */
    Columns<T> shown(String heading, Function<T, String> cell) {
        shown.add(new Column<>(heading, cell));
        return this;
    }

    /** Adds one that only the wide table has, behind all others. */
    Columns<T> wide(String heading, Function<T, String> cell) {
        wide.add(new Column<>(heading, cell));
        return this;
    }

    /** Such a table of these rows. */
    Listing of(List<T> rows, Function<T, String> name) {
        return new Listing(
                headings(shown),
                headings(wide),
                rows.stream()
                        .map(row -> new Listing.Item(
                                name.apply(row), cells(shown, row), cells(wide, row), Documents.tree(row)))
                        .toList());
    }

    private static <T> List<String> headings(List<Column<T>> columns) {
        return columns.stream().map(Column::heading).toList();
    }

    private static <T> List<String> cells(List<Column<T>> columns, T row) {
        return columns.stream().map(column -> column.cell().apply(row)).toList();
    }
}
