package io.fluxstream.rules.yaml;

/**
 * Something in a file that is not as it must be, or probably not as it was meant.
 *
 * @param line counted from 1, 0 when the file as a whole is meant
 * @param column counted from 1, 0 when the file as a whole is meant
 * @param path from the top of the document, for instance {@code groups[0].rules[2].for}; empty for the document itself
 * @param message what was expected, what was found, and often what was probably meant
 */
public record Mistake(String file, int line, int column, String path, String message) {
    /** One line, as compilers write it: {@code rules.yaml:12:14: groups[0].rules[2].for: must be ...}. */
    @Override
    public String toString() {
        return file
                + (line == 0 ? "" : ":" + line + ":" + column)
                + ": "
                + (path.isEmpty() ? "" : path + ": ")
                + message.replaceAll("\\s*\\R\\s*", " ");
    }
}
