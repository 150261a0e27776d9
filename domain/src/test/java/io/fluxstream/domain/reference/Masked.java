package io.fluxstream.domain.reference;

import java.util.List;

/** Messages without what differs from one attempt to the next. */
final class Masked {
    private static final String RFC_3339 =
            "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?([Zz]|[+-]\\d{2}:\\d{2})";
    private static final String GO_DURATION = "(\\d+(\\.\\d+)?(ns|us|µs|μs|ms|s|m|h))+";
    private static final String HEXADECIMAL = "[0-9a-fA-F]{7,}";
    private static final String DECIMAL = "[0-9]{6,}";

    private Masked() {}

    /** In the order that the contract names: a later mask sees what the earlier ones left. */
    static String message(String message) {
        String masked = message;
        for (String pattern : List.of(RFC_3339, GO_DURATION, HEXADECIMAL, DECIMAL)) {
            masked = masked.replaceAll(pattern, "*");
        }
        return masked;
    }
}
