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
    /** So many characters tell one text from most others. */
    private static final int ENOUGH = 8;

    private final @Nullable String[] slots = new String[SLOTS];

    String text(char[] chars, int offset, int length) {
        if (length > LONGEST) {
            return new String(chars, offset, length);
        }
        int slot = slot(chars, offset, length);
        String known = slots[slot];
        if (known != null && isSame(known, chars, offset, length)) {
            return known;
        }
        String text = new String(chars, offset, length);
        slots[slot] = text;
        return text;
    }

    /** By the length and the end: there, names, uids and revisions differ. */
    private static int slot(char[] chars, int offset, int length) {
        int hash = length;
        for (int i = offset + Math.max(0, length - ENOUGH); i < offset + length; i++) {
            hash = 31 * hash + chars[i];
        }
        return (hash ^ hash >>> 16) & SLOTS - 1;
    }

    private static boolean isSame(String text, char[] chars, int offset, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = length - 1; i >= 0; i--) {
            if (text.charAt(i) != chars[offset + i]) {
                return false;
            }
        }
        return true;
    }
}
