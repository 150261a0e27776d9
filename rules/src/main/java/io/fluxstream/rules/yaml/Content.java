package io.fluxstream.rules.yaml;

import java.util.List;

/** Where the characters of a scalar's text stand in the file, as far as that can be told from how it is written. */
public sealed interface Content {
    /**
     * The place of a character of the text.
     *
     * @param line within the text, counted from 0
     * @param column within that line, counted from 0
     */
    Place at(Place start, int line, int column);

    /** On one line, each character standing for itself. */
    record OnOneLine(int quote) implements Content {
        @Override
        public Place at(Place start, int line, int column) {
            return new Place(start.path(), start.line(), start.column() + quote + column);
        }
    }

    /** The lines of a block literal. */
    record Block(int firstLine, int indentation) implements Content {
        @Override
        public Place at(Place start, int line, int column) {
            return new Place(start.path(), firstLine + line, indentation + column + 1);
        }

        static Block after(int header, List<String> lines) {
            int indentation = lines.stream()
                    .skip(header)
                    .filter(line -> !line.isBlank())
                    .findFirst()
                    .map(line -> line.length() - line.stripLeading().length())
                    .orElse(0);
            return new Block(header + 1, indentation);
        }
    }

    /** Folded or escaped: only its beginning is known. */
    record Elsewhere() implements Content {
        @Override
        public Place at(Place start, int line, int column) {
            return start;
        }
    }
}
