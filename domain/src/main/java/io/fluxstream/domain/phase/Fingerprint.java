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
        Traits traits = new Traits(message);
        String masked = message;
        if (traits.time) {
            masked = TIME.matcher(masked).replaceAll("<time>");
        }
        if (traits.duration) {
            masked = GO_DURATION.matcher(masked).replaceAll("<duration>");
        }
        // One name for both: a random name of six digits is no other failure than one of seven.
        if (traits.hexadecimal) {
            masked = HEXADECIMAL.matcher(masked).replaceAll("<number>");
        }
        if (traits.decimal) {
            masked = DECIMAL.matcher(masked).replaceAll("<number>");
        }
        return masked;
    }

    /**
     * What a message may hold, told by a glance at each character: most messages hold nothing that is masked, and to find that out by
     * patterns took a third of the engine's time. What is masked never makes something else appear, so one glance serves all.
     */
    private static final class Traits {
        private boolean time;
        private boolean duration;
        private boolean hexadecimal;
        private boolean decimal;

        Traits(String message) {
            int digits = 0;
            int hexadecimals = 0;
            for (int i = 0; i < message.length(); i++) {
                char c = message.charAt(i);
                boolean isDigit = c >= '0' && c <= '9';
                boolean isHexadecimal = isDigit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
                if (digits > 0 && !isDigit) {
                    time |= c == 'T' || c == 't';
                    duration |= isUnit(c);
                }
                digits = isDigit ? digits + 1 : 0;
                hexadecimals = isHexadecimal ? hexadecimals + 1 : 0;
                hexadecimal |= hexadecimals >= 7;
                decimal |= digits >= 6;
            }
        }

        /** Whether a unit of a Go duration begins with it. */
        private static boolean isUnit(char c) {
            return switch (c) {
                case 'n', 'u', '\u00b5', '\u03bc', 'm', 's', 'h' -> true;
                default -> false;
            };
        }
    }
}
