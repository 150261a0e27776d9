package io.fluxstream.cli.ask;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Columns of text, as wide as they have to be, the way kubectl prints them. */
public final class Table {
    private static final String GAP = "   ";

    private final List<String> header;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... header) {
        this.header = List.of(header);
    }

    Table(List<String> header) {
        this.header = List.copyOf(header);
    }

    /** Adds a row; line breaks and tabs in a cell become spaces. */
    public Table row(String... cells) {
        return row(Arrays.asList(cells));
    }

    Table row(List<String> cells) {
        if (cells.size() != header.size()) {
            throw new IllegalArgumentException("a row has " + header.size() + " cells, but was " + cells);
        }
        rows.add(cells.stream()
                .map(cell -> cell.replaceAll("\\s*[\\r\\n\\t]+\\s*", " ").strip())
                .toList());
        return this;
    }

    /** The lines, without the header if so wanted. */
    public List<String> lines(boolean withHeader) {
        List<List<String>> all = new ArrayList<>();
        if (withHeader) {
            all.add(header);
        }
        all.addAll(rows);
        int[] widths = new int[header.size()];
        for (List<String> row : all) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(
                        widths[i], row.get(i).codePointCount(0, row.get(i).length()));
            }
        }
        return all.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            padded.add(cell + " ".repeat(widths[i] - cell.codePointCount(0, cell.length())));
        }
        return padded.stream().collect(Collectors.joining(GAP)).stripTrailing();
    }
}
