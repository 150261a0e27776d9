package io.fluxstream.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A role as a process of its own, started as users start it, and what Linux says of it. */
final class RoleProcess implements AutoCloseable {
    /** What the kernel counts processor time in. */
    private static final double TICKS_PER_SECOND = 100;

    private static final double MEGABYTE = 1e6;

    private final String name;
    private final Process process;
    private final Path log;
    private final List<Double> resident = new ArrayList<>();
    private double cpuBefore;
    private double bytesBefore;
    private long nanosBefore;

    private RoleProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts a role; what it says goes to a file beside its configuration. */
    static RoleProcess start(Path command, String name, Path config, int httpPort) throws IOException {
        return start(
                command,
                name,
                config,
                List.of("--http-port", Integer.toString(httpPort), "--http-address", "127.0.0.1"));
    }

    /** Starts a command of the distribution with a configuration and options of its own. */
    static RoleProcess start(Path command, String name, Path config, List<String> options) throws IOException {
        List<String> words =
                new ArrayList<>(List.of(command.toAbsolutePath().toString(), name, "--config", config.toString()));
        words.addAll(options);
        return start(name, words, config.resolveSibling(name + ".log"));
    }

    /** Starts anything; what it says goes to a file. */
    static RoleProcess start(String name, List<String> words, Path log) throws IOException {
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new RoleProcess(name, process, log);
    }

    String name() {
        return name;
    }

    /** The last line of its log with these words, from the words on; empty when there is none. */
    String said(String words) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> line.contains(words))
                    .reduce("", (before, line) -> line.substring(line.indexOf(words)));
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** From here on its work is counted. */
    void begin() throws IOException {
        cpuBefore = cpuSeconds();
        bytesBefore = bytes();
        nanosBefore = System.nanoTime();
    }

    /** Looks how much memory it holds now. */
    double look() throws IOException {
        double now = residentMegabytes();
        resident.add(now);
        return now;
    }

    /** What it did since {@link #begin}, as if it had gone on for an hour, and the memory that it held. */
    String line() throws IOException {
        double hours = (System.nanoTime() - nanosBefore) / 1e9 / TimeUnit.HOURS.toSeconds(1);
        double cpu = (cpuSeconds() - cpuBefore) / hours;
        double megabytes = (bytes() - bytesBefore) / MEGABYTE / hours;
        double first = resident.isEmpty() ? Double.NaN : resident.get(0);
        double most = resident.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
        double last = resident.isEmpty() ? Double.NaN : resident.get(resident.size() - 1);
        return String.format(
                Locale.ROOT,
                "%-10s CPU %,8.0f s/h   read and written %,8.0f MB/h   resident %4.0f MB at first, %4.0f MB at most, %4.0f MB at last",
                name,
                cpu,
                megabytes,
                first,
                most,
                last);
    }

    /** The processor time that it has had since {@link #begin}. */
    double cpuSecondsSince() throws IOException {
        return cpuSeconds() - cpuBefore;
    }

    private double cpuSeconds() throws IOException {
        String stat = Files.readString(proc("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }

    /** Files and pipes are among them, but hardly count: what roles read and write is sockets. */
    private double bytes() throws IOException {
        return field("io", "rchar") + field("io", "wchar");
    }

    private double residentMegabytes() throws IOException {
        return field("status", "VmRSS") / 1024.0;
    }

    private double field(String file, String field) throws IOException {
        try (Stream<String> lines = Files.lines(proc(file))) {
            return lines.filter(line -> line.startsWith(field + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        }
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    /** Kills it as the kernel would: it has no time for anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
