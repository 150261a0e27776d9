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

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65_535;
    }
}
