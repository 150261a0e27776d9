package io.fluxstream.watcher.masking;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text that a program printed as the numbers of its bytes: a secret for whoever can read them. Lists of numbers that are no text, such as ports
 * and status codes, stay.
 *
 * @param mark what every such place holds, in lower case: quickly looked for
 */
record ByteDump(String mark, Pattern pattern) {
    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?!\\d)";
    /** A tabulator, the ends of lines, and what can be seen. */
    private static final String LETTER = "(?:9|10|13|3[2-9]|[4-9]\\d|1[01]\\d|12[0-6])(?!\\d)";

    private static final String BETWEEN = "(?:,\\s{0,8}|\\s{1,8})";
    private static final String NEXT = "\\d|" + BETWEEN + "-?\\d";
    /** The last number of a message that ends within a list may be half of one. */
    private static final String CUT_OFF = "(?:" + BETWEEN + "\\d{1,2}(?!\\]|" + NEXT + "))?+";

    private static final String HEX = "0x[0-9a-f]{1,2}(?![0-9a-f])";
    private static final String NAME = "(?:passw(?:or)?d|passphrase|token|secret|credential|key|auth|data)";

    static final List<ByteDump> ALL = List.of(
            // %#v and %v of a []byte that says its type, however short.
            of(
                    "{",
                    "((?:byte|uint8|u8|int8)\\]?\\{)"
                            + list("(?:" + HEX + "|-?" + BYTE + "|0b[01]{1,8}|'[^']{1,4}')", 0)),
            of("0x", "([\\[{(]\\s{0,8})" + list(HEX, 3)),
            // %v of a []byte: one that is called a secret, then whatever reads as text, then what is long.
            of("[", "(" + NAME + "[\\w.-]{0,32}+[\"'\\\\]{0,3}\\s{0,4}[:=]\\s{0,4}\\[)" + list("-?" + BYTE, 2)),
            of("[", "(\\[\\s{0,8})" + list(LETTER, 5) + CUT_OFF + "(?!" + NEXT + ")"),
            of("[", "(\\[\\s{0,8})" + list("-?" + BYTE, 15)),
            // What Node.js says of a buffer, and the lines of hexdump -C and of Go's spew.
            of("<buffer", "(<buffer )[0-9a-f]{2}(?: [0-9a-f]{2})*+(?: \\.\\.\\.[^>]{0,32})?"),
            of("|", "(\\b[0-9a-f]{8} {1,2})(?:[0-9a-f]{2} {1,2}){1,16}+ {0,48}\\|[^|\\r\\n]{0,16}\\|?"),
            of("\\x", "()(?:\\\\{1,2}x[0-9a-f]{2}){4,}+"));

    private static ByteDump of(String mark, String pattern) {
        return new ByteDump(mark, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
    }

    /** One and at least so many more; a list that is cut off is one too. */
    private static String list(String one, int more) {
        return one + "(?:" + BETWEEN + one + "){" + more + ",}+";
    }

    /** The text without such bytes; the text itself when there are none. */
    static String mask(String text) {
        String masked = text;
        String lower = text.toLowerCase(Locale.ROOT);
        for (ByteDump dump : ALL) {
            if (lower.contains(dump.mark)) {
                Matcher matcher = dump.pattern.matcher(masked);
                masked = matcher.find()
                        ? matcher.replaceAll("$1" + Matcher.quoteReplacement(CredentialMask.MASK))
                        : masked;
            }
        }
        return masked;
    }
}
