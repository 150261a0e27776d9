package io.fluxstream.schemas.json;

import org.jspecify.annotations.Nullable;

/**
 * Gives one instance to short text that comes again and again: names, reasons, revisions. Less is allocated, and whoever compares such
 * text later finds it identical at once.
 *
 * <p>A fixed number of slots, each with the last text that fell into it. Threads share it without a lock: a string is immutable, and who
 * loses a race only makes another one.
 */
final class TextPool {
    /** Longer text hardly repeats itself. */
    private static final int LONGEST = 64;

    private static final int SLOTS = 8_192;

    private final @Nullable String[] slots = new String[SLOTS];

    String text(char[] chars, int offset, int length) {
        if (length > LONGEST) {
            return new String(chars, offset, length);
        }
        int hash = 0;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + chars[i];
        }
        int slot = (hash ^ hash >>> 16) & SLOTS - 1;
        String known = slots[slot];
        if (known != null && known.hashCode() == hash && isSame(known, chars, offset, length)) {
            return known;
        }
        String text = new String(chars, offset, length);
        slots[slot] = text;
        return text;
    }

    private static boolean isSame(String text, char[] chars, int offset, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) != chars[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
