package io.fluxstream.domain.resource;

/** The parts of a resource's written form: printable ASCII without a slash, ordered as the bytes of the whole. */
final class Segments {
    private Segments() {}

    static void require(String field, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException(field + " must not be empty");
        }
        requireNoSlash(field, value);
    }

    static void requireNoSlash(String field, String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c <= ' ' || c > '~' || c == '/') {
                throw new IllegalArgumentException(
                        field + " must be printable ASCII without spaces and slashes, but was \"" + value + "\"");
            }
        }
    }

    /**
     * Compares two segments that are followed by a slash. The end of a segment therefore counts as {@code '/'}, so that
     * comparing segment after segment gives the order of the whole strings' bytes.
     */
    static int compareInner(String a, String b) {
        int shared = Math.min(a.length(), b.length());
        for (int i = 0; i < shared; i++) {
            int difference = a.charAt(i) - b.charAt(i);
            if (difference != 0) {
                return difference;
            }
        }
        if (a.length() == b.length()) {
            return 0;
        }
        return a.length() > shared ? a.charAt(shared) - '/' : '/' - b.charAt(shared);
    }
}
