package io.fluxstream.domain.phase;

import org.jspecify.annotations.Nullable;

/** Tells one failure from another by its reason and its message without what changes on every retry. */
public final class Fingerprint {
    private static final int HEXADECIMALS = 7;
    private static final int DECIMALS = 6;
    private static final int YEAR = "2026".length();

    /** Sorts of characters; one may be of several. */
    private static final int DECIMAL = 1;

    private static final int HEXADECIMAL = 2;
    private static final int ALPHANUMERIC = 4;
    private static final byte[] SORTS = sorts();

    private Fingerprint() {}

    public static String of(String reason, String message) {
        return reason + '\n' + mask(message);
    }

    /** The message with times, Go durations, and long hexadecimal and decimal numbers replaced, in that order. */
    static String mask(String message) {
        String masked = withoutDurations(withoutTimes(message));
        // One name for both: a random name of six digits is no other failure than one of seven.
        masked = withoutNumbers(masked, HEXADECIMAL, HEXADECIMALS);
        return withoutNumbers(masked, DECIMAL, DECIMALS);
    }

    // Regular expressions for the same took a third of the engine's time on a history of failures, and looking at every
    // character
    // in turn a sixth: each pass leaps to where what it looks for may be.

    private static String withoutTimes(String text) {
        Masked masked = new Masked(text, "<time>");
        int dash = text.indexOf('-', YEAR);
        while (dash >= 0) {
            int from = dash - YEAR;
            int end = from < masked.end() ? from : endOfTime(text, from);
            if (end > from) {
                masked.add(from, end);
                dash = text.indexOf('-', end + YEAR);
            } else {
                dash = text.indexOf('-', dash + 1);
            }
        }
        return masked.toString();
    }

    private static String withoutDurations(String text) {
        Masked masked = new Masked(text, "<duration>");
        int at = 0;
        while (at < text.length()) {
            if (!is(text.charAt(at), DECIMAL)) {
                at++;
                continue;
            }
            int end = endOfGoDuration(text, at);
            if (end > at) {
                masked.add(at, end);
                at = end;
            } else {
                at++;
            }
        }
        return masked.toString();
    }

    /** Without the runs of such digits that have at least that length. */
    private static String withoutNumbers(String text, int digits, int length) {
        Masked masked = new Masked(text, "<number>");
        int last = length - 1;
        int free = 0;
        while (last < text.length()) {
            if (!is(text.charAt(last), digits)) {
                // No run that is long enough goes through here.
                free = last + 1;
                last += length;
                continue;
            }
            int from = last;
            while (from > free && is(text.charAt(from - 1), digits)) {
                from--;
            }
            int end = last + 1;
            while (end < text.length() && is(text.charAt(end), digits)) {
                end++;
            }
            if (end - from >= length) {
                masked.add(from, end);
            }
            free = end;
            last = end + length;
        }
        return masked.toString();
    }

    /** A text of which parts are replaced by a name, from the front to the end. */
    private static final class Masked {
        private final String text;
        private final String name;
        private @Nullable StringBuilder result;
        private int end;

        Masked(String text, String name) {
            this.text = text;
            this.name = name;
        }

        void add(int from, int to) {
            if (result == null) {
                result = new StringBuilder(text.length());
            }
            result.append(text, end, from).append(name);
            end = to;
        }

        /** Where what was replaced last ended. */
        int end() {
            return end;
        }

        @Override
        public String toString() {
            return result == null
                    ? text
                    : result.append(text, end, text.length()).toString();
        }
    }

    /** For instance {@code 2026-11-21T10:00:00.123Z} or {@code 2026-11-21t10:00:00+01:00}. */
    private static int endOfTime(String text, int from) {
        if (!isAt(text, from + 4, '-') || !isLike(text, from, "0000-00-00t00:00:00")) {
            return from;
        }
        int end = from + "0000-00-00t00:00:00".length();
        if (isAt(text, end, '.')) {
            int fraction = endOfDigits(text, end + 1);
            if (fraction == end + 1) {
                return from;
            }
            end = fraction;
        }
        if (isAt(text, end, 'Z') || isAt(text, end, 'z')) {
            return end + 1;
        }
        boolean offset = (isAt(text, end, '+') || isAt(text, end, '-')) && isLike(text, end + 1, "00:00");
        return offset ? end + "+00:00".length() : from;
    }

    /** For instance {@code 1m30.5s}, standing alone. */
    private static int endOfGoDuration(String text, int from) {
        if (!isDigit(text, from) || (from > 0 && (isAlphanumeric(text, from - 1) || isAt(text, from - 1, '.')))) {
            return from;
        }
        int end = from;
        while (isDigit(text, end)) {
            int part = endOfDigits(text, end);
            if (isAt(text, part, '.') && isDigit(text, part + 1)) {
                part = endOfDigits(text, part + 1);
            }
            end = endOfUnit(text, part);
            if (end == part) {
                return from;
            }
        }
        return isAlphanumeric(text, end) ? from : end;
    }

    private static int endOfUnit(String text, int from) {
        if (from >= text.length()) {
            return from;
        }
        boolean second = isAt(text, from + 1, 's');
        return switch (text.charAt(from)) {
            case 'n', 'u', '\u00b5', '\u03bc' -> second ? from + 2 : from;
            case 'm' -> second ? from + 2 : from + 1;
            case 's', 'h' -> from + 1;
            default -> from;
        };
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (isDigit(text, end)) {
            end++;
        }
        return end;
    }

    /** Whether it reads like the shape, in which a 0 is any digit and a letter is that one, small or capital. */
    private static boolean isLike(String text, int from, String shape) {
        if (from + shape.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < shape.length(); i++) {
            char wanted = shape.charAt(i);
            char c = text.charAt(from + i);
            boolean fits = wanted == '0' ? c >= '0' && c <= '9' : c == wanted || (wanted == 't' && c == 'T');
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAt(String text, int index, char c) {
        return index < text.length() && text.charAt(index) == c;
    }

    private static boolean isDigit(String text, int index) {
        return index < text.length() && is(text.charAt(index), DECIMAL);
    }

    private static boolean isAlphanumeric(String text, int index) {
        return index < text.length() && is(text.charAt(index), ALPHANUMERIC);
    }

    private static boolean is(char c, int sort) {
        return c < SORTS.length && (SORTS[c] & sort) != 0;
    }

    private static byte[] sorts() {
        byte[] sorts = new byte['z' + 1];
        for (char c = '0'; c <= 'z'; c++) {
            boolean decimal = c <= '9';
            boolean letter = (c >= 'A' && c <= 'Z') || c >= 'a';
            boolean hexadecimal = decimal || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
            sorts[c] = (byte) ((decimal ? DECIMAL : 0)
                    | (hexadecimal ? HEXADECIMAL : 0)
                    | (decimal || letter ? ALPHANUMERIC : 0));
        }
        return sorts;
    }
}
