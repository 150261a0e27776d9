package io.fluxstream.domain.phase;

/** Tells one failure from another by its reason and its message without what changes on every retry. */
public final class Fingerprint {
    private static final int HEXADECIMALS = 7;
    private static final int DECIMALS = 6;

    private Fingerprint() {}

    public static String of(String reason, String message) {
        return reason + '\n' + mask(message);
    }

    /** The message with times, Go durations, and long hexadecimal and decimal numbers replaced, in that order. */
    static String mask(String message) {
        String masked = replaced(message, Fingerprint::endOfTime, "<time>");
        masked = replaced(masked, Fingerprint::endOfGoDuration, "<duration>");
        // One name for both: a random name of six digits is no other failure than one of seven.
        masked = replaced(masked, Fingerprint::endOfHexadecimal, "<number>");
        return replaced(masked, Fingerprint::endOfDecimal, "<number>");
    }

    /** Something to be masked: regular expressions for the same took a third of the engine's time on a history of failures. */
    private interface Masked {
        /** Where what begins at {@code from} ends; {@code from} when nothing begins there. */
        int end(String text, int from);
    }

    private static String replaced(String text, Masked masked, String name) {
        StringBuilder result = null;
        int kept = 0;
        int at = 0;
        while (at < text.length()) {
            int end = masked.end(text, at);
            if (end > at) {
                result = result == null ? new StringBuilder(text.length()) : result;
                result.append(text, kept, at).append(name);
                kept = end;
                at = end;
            } else {
                at++;
            }
        }
        return result == null ? text : result.append(text, kept, text.length()).toString();
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

    private static int endOfHexadecimal(String text, int from) {
        int end = from;
        while (end < text.length() && isHexadecimal(text.charAt(end))) {
            end++;
        }
        return end - from >= HEXADECIMALS ? end : from;
    }

    private static int endOfDecimal(String text, int from) {
        int end = endOfDigits(text, from);
        return end - from >= DECIMALS ? end : from;
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
        return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
    }

    private static boolean isAlphanumeric(String text, int index) {
        if (index >= text.length()) {
            return false;
        }
        char c = text.charAt(index);
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static boolean isHexadecimal(char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
}
