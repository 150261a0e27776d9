package io.fluxstream.cli.config;

/** Checks of {@code host:port}. */
public final class Address {
    private Address() {}

    /**
     * The same text, checked.
     *
     * @throws IllegalArgumentException if it is no host and port
     */
    public static String require(String field, String text) {
        requireNoCredentials(field, text);
        int colon = text.lastIndexOf(':');
        if (colon <= 0 || text.contains("/") || !isPort(text.substring(colon + 1))) {
            throw new IllegalArgumentException(field + " must be host:port, but was \"" + text + "\"");
        }
        return text;
    }

    /** Several of them, separated by commas. */
    public static String requireList(String field, String text) {
        for (String one : text.split(",", -1)) {
            require(field, one.strip());
        }
        return text;
    }

    /**
     * Refuses what stands before an at-sign, without repeating it.
     *
     * @throws IllegalArgumentException if there is one
     */
    static void requireNoCredentials(String field, String text) {
        if (text.contains("@")) {
            throw new IllegalArgumentException(
                    field + " must hold no credentials (it is not shown here, since it has an"
                            + " at-sign); they have settings of their own, which name files");
        }
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65_535;
    }
}
