package io.fluxstream.schemas.json;

/** Text that any reader of UTF-8 can take. */
final class WellFormed {
    private WellFormed() {}

    /** The same text with every surrogate that has lost its other half replaced by U+FFFD. */
    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return mended(text, i);
            }
        }
        return text;
    }

    private static String mended(String text, int from) {
        StringBuilder mended = new StringBuilder(text.length()).append(text, 0, from);
        for (int i = from; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            boolean isLone = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            mended.appendCodePoint(isLone ? '\uFFFD' : codePoint);
            i += Character.charCount(codePoint);
        }
        return mended.toString();
    }
}
