package io.fluxstream.bridge.state;

/** Room for one answer: the server refuses large ones, and a caller may want fewer items. */
final class AnswerBudget {
    /** Answers stay below a million bytes; the rest is for the envelope. */
    private static final int MAX_BYTES = 950_000;

    private final int limit;
    private int items;
    private int bytes;

    AnswerBudget(int limit) {
        this.limit = limit;
    }

    /** Takes room for one more item, if there is any. The first always fits. */
    boolean admits(int size) {
        if (items > 0 && (items >= limit || bytes + size > MAX_BYTES)) {
            return false;
        }
        items++;
        bytes += size + 1;
        return true;
    }
}
