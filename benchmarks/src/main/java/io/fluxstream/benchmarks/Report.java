package io.fluxstream.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Standard output, where the figures go, under a line that says what they were measured on. */
@SuppressWarnings("SystemOut") // what a benchmark measures is its output
final class Report {
    private Report() {}

    /** A figure without its machine is none; the load tells how much of the machine was ours. */
    static void machine(String benchmark) {
        line(
                "%s on Java %s, %s %s, %d processors, load %.1f before",
                benchmark,
                System.getProperty("java.version"),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    static void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }

    static void line(Distribution distribution, String name) {
        System.out.println(distribution.line(name));
    }

    /** What happens meanwhile goes elsewhere, so that the figures can be piped. */
    static void progress(String format, Object... values) {
        System.err.println(String.format(Locale.ROOT, format, values));
    }
}
