package io.fluxstream.schemas.json;

/** What a value says when it refuses to be built, without what it was built from. */
final class Refusal {
    private static final String[] BEFORE_THE_VALUE = {", but ", ":", "\""};

    private Refusal() {}

    /** The demand in the message, such as {@code session must not be empty}; what was found is not quoted. */
    static String withoutValue(IllegalArgumentException refused) {
        String message = String.valueOf(refused.getMessage());
        int end = message.length();
        for (String mark : BEFORE_THE_VALUE) {
            int at = message.indexOf(mark);
            if (at >= 0) {
                end = Math.min(end, at);
            }
        }
        return message.substring(0, end).trim();
    }
}
