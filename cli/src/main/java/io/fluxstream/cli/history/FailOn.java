package io.fluxstream.cli.history;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.history.backtest.BacktestResult;
import io.fluxstream.history.backtest.Comparison;
import io.fluxstream.history.backtest.Difference;
import io.fluxstream.history.backtest.RuleTally;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a build is to fail on: a number that a backtest found, and how it must not be: {@code new>0}, {@code perDay:Blocked>=5}.
 *
 * @param rule whose number; empty for all together
 */
record FailOn(String text, Measure measure, String rule, Sign sign, double bound) {
    private static final Pattern FORM =
            Pattern.compile("\\s*(\\w+)(?::([^<>=!\\s]+))?\\s*(>=|<=|==|!=|>|<)\\s*(\\d+(?:\\.\\d+)?)\\s*");

    /** What is measured. */
    enum Measure {
        ALERTS("alerts"),
        ACTIVE("active"),
        PER_DAY("perDay"),
        NEW("new"),
        GONE("gone"),
        EARLIER("earlier"),
        LATER("later");

        private final String word;

        Measure(String word) {
            this.word = word;
        }

        boolean needsComparison() {
            return this == NEW || this == GONE || this == EARLIER || this == LATER;
        }
    }

    /** How it is compared. */
    enum Sign {
        MORE(">"),
        AT_LEAST(">="),
        LESS("<"),
        AT_MOST("<="),
        SAME("=="),
        OTHER("!=");

        private final String word;

        Sign(String word) {
            this.word = word;
        }
    }

    static FailOn parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw CommandFailure.usage(
                    "--fail-on must be written like 'new>0' or 'alerts:Blocked>=5', but was \"" + text + "\"");
        }
        Measure measure = Arrays.stream(Measure.values())
                .filter(candidate -> candidate.word.equals(parts.group(1)))
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage("--fail-on knows no \"" + parts.group(1) + "\"; it knows "
                        + Arrays.stream(Measure.values())
                                .map(known -> known.word)
                                .collect(Collectors.joining(", "))));
        Sign sign = Arrays.stream(Sign.values())
                .filter(candidate -> candidate.word.equals(parts.group(3)))
                .findFirst()
                .orElseThrow();
        String rule = parts.group(2) == null ? "" : parts.group(2);
        return new FailOn(text.strip(), measure, rule, sign, Double.parseDouble(parts.group(4)));
    }

    boolean holds(BacktestResult result) {
        double value = value(result);
        return switch (sign) {
            case MORE -> value > bound;
            case AT_LEAST -> value >= bound;
            case LESS -> value < bound;
            case AT_MOST -> value <= bound;
            case SAME -> value == bound;
            case OTHER -> value != bound;
        };
    }

    /** As a sentence: {@code new>0: 3}. */
    String said(BacktestResult result) {
        double value = value(result);
        boolean whole = value == Math.rint(value);
        return text + ": " + (whole ? Long.toString((long) value) : String.format(Locale.ROOT, "%.2f", value));
    }

    private double value(BacktestResult result) {
        return switch (measure) {
            case ALERTS -> sum(result, RuleTally::alerts);
            case ACTIVE -> sum(result, RuleTally::active);
            case PER_DAY -> result.perDay(sum(result, RuleTally::alerts));
            case NEW -> differences(result, Difference.Kind.NEW);
            case GONE -> differences(result, Difference.Kind.GONE);
            case EARLIER -> differences(result, Difference.Kind.EARLIER);
            case LATER -> differences(result, Difference.Kind.LATER);
        };
    }

    private long sum(BacktestResult result, ToLongFunction<RuleTally> number) {
        return result.rules().stream()
                .filter(tally -> rule.isEmpty() || rule.equals(tally.rule()))
                .mapToLong(number)
                .sum();
    }

    private double differences(BacktestResult result, Difference.Kind kind) {
        Comparison comparison = result.comparison();
        if (comparison == null) {
            return 0;
        }
        if (rule.isEmpty()) {
            return comparison.of(kind);
        }
        Comparison.Counts counts = comparison.byRule().get(rule);
        return counts == null ? 0 : counts.of(kind);
    }
}
