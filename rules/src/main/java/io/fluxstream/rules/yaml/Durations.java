package io.fluxstream.rules.yaml;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as Prometheus writes them: {@code 5m}, {@code 1h30m}, {@code 90s}, {@code 7d}, the greatest unit first. */
public final class Durations {
    /** Longer than anything that is meant, and short enough to add to any time. */
    private static final Duration LONGEST = Duration.ofDays(3_650);

    private static final Pattern WRITTEN = Pattern.compile(
            "(?:(\\d{1,9})y)?(?:(\\d{1,9})w)?(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
    private static final Pattern MEANT = Pattern.compile("\\s*(\\d{1,9})\\s*([A-Za-z]+),?(?:\\s+and)?\\s*");

    /** In the order of {@link #WRITTEN}. */
    private static final List<Unit> UNITS = List.of(
            new Unit("y", Duration.ofDays(365), List.of("year")),
            new Unit("w", Duration.ofDays(7), List.of("week")),
            new Unit("d", Duration.ofDays(1), List.of("day")),
            new Unit("h", Duration.ofHours(1), List.of("hour", "hr")),
            new Unit("m", Duration.ofMinutes(1), List.of("minute", "min")),
            new Unit("s", Duration.ofSeconds(1), List.of("second", "sec")),
            new Unit("ms", Duration.ofMillis(1), List.of("millisecond", "milli")));

    private record Unit(String symbol, Duration length, List<String> words) {
        boolean isMeantBy(String word) {
            String singular = word.length() > 2 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
            return word.equals(symbol) || words.contains(singular);
        }
    }

    private Durations() {}

    /** The length that a text says, or nothing if it says none. */
    public static Optional<Duration> parse(String text) {
        Matcher parts = WRITTEN.matcher(text);
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        if (text.isEmpty() || !parts.matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        for (int i = 0; i < UNITS.size(); i++) {
            String number = parts.group(i + 1);
            if (number != null) {
                sum = sum.plus(UNITS.get(i).length().multipliedBy(Long.parseLong(number)));
            }
        }
        return sum.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(sum);
    }

    /** The shortest way to write a length of whole milliseconds. */
    public static String format(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        StringBuilder text = new StringBuilder();
        Duration rest = duration;
        for (Unit unit : UNITS.subList(2, UNITS.size())) {
            long number = rest.dividedBy(unit.length());
            if (number > 0) {
                text.append(number).append(unit.symbol());
                rest = rest.minus(unit.length().multipliedBy(number));
            }
        }
        return text.toString();
    }

    /** What is wrong with a text that says no length, and what was probably meant. */
    static String expected(String shown, String text) {
        return "must be a duration such as 30s, 5m or 1h30m, at most 10y, but was "
                + shown
                + meant(text).map(near -> "; did you mean " + near + "?").orElse("");
    }

    private static Optional<String> meant(String text) {
        String lower = text.toLowerCase(Locale.ROOT).strip();
        if (lower.matches("[1-9]\\d{0,8}")) {
            return Optional.of(lower + "s");
        }
        List<String> parts = new ArrayList<>(UNITS.stream().map(unit -> "").toList());
        Matcher part = MEANT.matcher(lower);
        int end = 0;
        while (part.find() && part.start() == end) {
            int unit = unit(part.group(2));
            if (unit < 0 || !parts.get(unit).isEmpty()) {
                return Optional.empty();
            }
            parts.set(unit, part.group(1) + UNITS.get(unit).symbol());
            end = part.end();
        }
        String joined = String.join("", parts);
        return end == lower.length() && parse(joined).isPresent() ? Optional.of(joined) : Optional.empty();
    }

    private static int unit(String word) {
        for (int i = 0; i < UNITS.size(); i++) {
            if (UNITS.get(i).isMeantBy(word)) {
                return i;
            }
        }
        return -1;
    }
}
