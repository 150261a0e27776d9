package io.fluxstream.rules.template;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a text goes through before it is filled in: what stands behind a {@code |}. */
@FunctionalInterface
interface Step {
    List<String> NAMES = List.of("default", "trunc", "lower", "upper");

    Pattern DEFAULT = Pattern.compile("default\\s+\"([^\"]*)\"");
    Pattern TRUNC = Pattern.compile("trunc\\s+(\\d{1,4})");

    String of(String text);

    /** The step that is written so, or nothing. */
    static Optional<Step> parse(String written) {
        Matcher otherwise = DEFAULT.matcher(written);
        if (otherwise.matches()) {
            String instead = otherwise.group(1);
            return Optional.of(text -> text.isEmpty() ? instead : text);
        }
        Matcher trunc = TRUNC.matcher(written);
        if (trunc.matches()) {
            int most = Integer.parseInt(trunc.group(1));
            return Optional.of(text -> first(most, text));
        }
        return switch (written) {
            case "lower" -> Optional.of(text -> text.toLowerCase(Locale.ROOT));
            case "upper" -> Optional.of(text -> text.toUpperCase(Locale.ROOT));
            default -> Optional.empty();
        };
    }

    /** The first characters of a text; never half of one. */
    static String first(int most, String text) {
        return text.length() <= most || text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }
}
