package io.fluxstream.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measured values of one thing; percentiles are measured values too, by nearest rank, never interpolated. */
final class Distribution {
    private final String unit;
    private final List<Double> values = new ArrayList<>();

    Distribution(String unit) {
        this.unit = unit;
    }

    void add(double value) {
        values.add(value);
    }

    void addAll(Distribution other) {
        values.addAll(other.values);
    }

    /** Forgets all values. */
    void clear() {
        values.clear();
    }

    /** Milliseconds, from nanoseconds. */
    void addNanos(long nanos) {
        add(nanos / 1e6);
    }

    /** One line: how many, least, 50, 90 and 99 of a hundred, most. */
    String line(String name) {
        if (values.isEmpty()) {
            return String.format(Locale.ROOT, "%-56s nothing measured", name);
        }
        List<Double> sorted = values.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%-56s n %4d   min %8.1f   p50 %8.1f   p90 %8.1f   p99 %8.1f   max %8.1f %s",
                name,
                sorted.size(),
                sorted.get(0),
                at(sorted, 50),
                at(sorted, 90),
                at(sorted, 99),
                sorted.get(sorted.size() - 1),
                unit);
    }

    /** The value that so many of a hundred do not exceed; not a number when nothing was measured. */
    double percentile(int percent) {
        return values.isEmpty() ? Double.NaN : at(values.stream().sorted().toList(), percent);
    }

    private static double at(List<Double> sorted, int percent) {
        int rank = (sorted.size() * percent + 99) / 100;
        return sorted.get(Math.max(rank, 1) - 1);
    }
}
