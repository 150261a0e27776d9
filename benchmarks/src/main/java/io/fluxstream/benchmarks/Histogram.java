package io.fluxstream.benchmarks;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A histogram as Prometheus is told of it: how many values were no greater than each bound. */
record Histogram(Map<Double, Double> atMost) {
    /** What 99 of a hundred are to be no greater than, in seconds; it is one of the bounds. */
    private static final double WANTED = 2;

    /** Of the metric with that topic, from the text of a scrape. */
    static Histogram of(String metrics, String name, String topic) {
        Map<Double, Double> atMost = new TreeMap<>();
        Matcher buckets = Pattern.compile(name + "_bucket\\{[^}]*topic=\"" + topic + "\"[^}]*} (\\S+)")
                .matcher(metrics);
        Pattern bound = Pattern.compile("le=\"([^\"]+)\"");
        while (buckets.find()) {
            Matcher le = bound.matcher(buckets.group());
            if (le.find()) {
                double limit = le.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le.group(1));
                atMost.put(limit, Double.parseDouble(buckets.group(1)));
            }
        }
        return new Histogram(atMost);
    }

    /** What came after an earlier look. */
    Histogram since(Histogram before) {
        Map<Double, Double> since = new TreeMap<>();
        atMost.forEach((bound, count) -> since.put(bound, count - before.atMost.getOrDefault(bound, 0.0)));
        return new Histogram(since);
    }

    /** How many, the bounds below which 50, 90 and 99 of a hundred are, and how many of a hundred are what they are to be. */
    String line(String title) {
        double all =
                atMost.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return String.format(
                Locale.ROOT,
                "%-56s n %,8.0f   p50 <= %.3f s   p90 <= %.3f s   p99 <= %.3f s   %.2f %% <= %.0f s",
                title,
                all,
                bound(all, 0.5),
                bound(all, 0.9),
                bound(all, 0.99),
                100 * atMost.getOrDefault(WANTED, Double.NaN) / all,
                WANTED);
    }

    private double bound(double all, double share) {
        return atMost.entrySet().stream()
                .filter(bucket -> bucket.getValue() >= all * share)
                .mapToDouble(Map.Entry::getKey)
                .min()
                .orElse(Double.NaN);
    }
}
