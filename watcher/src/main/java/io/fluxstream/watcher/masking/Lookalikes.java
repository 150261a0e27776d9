package io.fluxstream.watcher.masking;

/**
 * What a text looks like: without characters that nobody sees, and with plain letters in place of those that look the
 * same. A name such as password is then found however it was typed, or copied from a page.
 */
final class Lookalikes {
    /** Cyrillic and Greek letters, each followed by the Latin one that it looks like. */
    private static final String PAIRS =
            "аaеeоoрpсcуyхxіiѕsԁdһhԛqԝwкkтtмmАAВBЕEКKМMНHОOРPСCТTХXοoαaρpυuκkΑAΒBΕEΙIΚKΜMΝNΟOΡPΤTΧX";

    private static final int WIDE_FIRST = 0xff01;
    private static final int WIDE_LAST = 0xff5e;
    private static final int WIDE_FROM_PLAIN = 0xfee0;

    private Lookalikes() {}

    /** The text itself when it is plain. */
    static String plain(String text) {
        int first = 0;
        while (first < text.length() && text.charAt(first) < 0x80) {
            first++;
        }
        if (first == text.length()) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length()).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                plain.append(c);
            } else if (!isInvisible(c)) {
                plain.append(isSpace(c) ? ' ' : letter(text, i, c));
            }
        }
        return plain.toString();
    }

    private static boolean isInvisible(char c) {
        return c == 0xad || (c >= 0x200b && c <= 0x200f) || (c >= 0x2060 && c <= 0x2064) || c == 0xfeff || c == 0x034f;
    }

    private static boolean isSpace(char c) {
        return c == 0xa0 || (c >= 0x2000 && c <= 0x200a) || c == 0x202f || c == 0x205f || c == 0x3000;
    }

    private static char letter(String text, int at, char c) {
        if (c >= WIDE_FIRST && c <= WIDE_LAST) {
            return (char) (c - WIDE_FROM_PLAIN);
        }
        int known = PAIRS.indexOf(c);
        // A word that is Russian or Greek throughout stays one: only a letter beside a Latin one pretends.
        boolean pretends = known >= 0 && known % 2 == 0 && (isLatin(text, at - 1) || isLatin(text, at + 1));
        return pretends ? PAIRS.charAt(known + 1) : c;
    }

    private static boolean isLatin(String text, int at) {
        return at >= 0 && at < text.length() && text.charAt(at) < 0x80 && Character.isLetter(text.charAt(at));
    }
}
