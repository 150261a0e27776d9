package io.fluxstream.domain.phase;

import java.util.regex.Pattern;

/** Tells one failure from another by its reason and its message without what changes on every retry. */
public final class Fingerprint {
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?(?:[Zz]|[+-]\\d{2}:\\d{2})");
    private static final Pattern GO_DURATION =
            Pattern.compile("(?<![0-9A-Za-z.])(?:\\d+(?:\\.\\d+)?(?:ns|us|\u00b5s|\u03bcs|ms|s|m|h))+(?![0-9A-Za-z])");
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f]{7,}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{6,}");

    private Fingerprint() {}

    public static String of(String reason, String message) {
        return reason + '\n' + mask(message);
    }

    /** The message with times, Go durations, and long hexadecimal and decimal numbers replaced, in that order. */
    static String mask(String message) {
        if (!hasDigitsOrHex(message)) {
            return message;
        }
        String masked = TIME.matcher(message).replaceAll("<time>");
        masked = GO_DURATION.matcher(masked).replaceAll("<duration>");
        // One name for both: a random name of six digits is no other failure than one of seven.
        masked = HEXADECIMAL.matcher(masked).replaceAll("<number>");
        return DECIMAL.matcher(masked).replaceAll("<number>");
    }

    private static boolean hasDigitsOrHex(String message) {
        int run = 0;
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            if (c >= '0' && c <= '9') {
                return true;
            }
            run = Character.digit(c, 16) >= 0 ? run + 1 : 0;
            if (run >= 7) {
                return true;
            }
        }
        return false;
    }
}
