package io.fluxstream.rules.yaml;

/**
 * Where something stands in a file.
 *
 * @param path from the top of the document, for instance {@code groups[0].rules[2].for}; empty for the document itself
 * @param line counted from 1, 0 for the file as a whole
 * @param column counted from 1, 0 for the file as a whole
 */
public record Place(String path, int line, int column) {
    /** The file as a whole. */
    public static final Place FILE = new Place("", 0, 0);

    /** The same place, under another name. */
    Place named(String name) {
        return new Place(path.isEmpty() ? name : path + '.' + name, line, column);
    }
}
