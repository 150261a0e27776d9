package io.fluxstream.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A processor in a process of its own, to be killed. It ends by itself when this JVM does. */
final class ProcessorProcess implements AutoCloseable {
    private final Process process;

    private ProcessorProcess(Process process) {
        this.process = process;
    }

    public static void main(String[] args) throws IOException {
        ProcessorConfig config = ProcessorConfig.builder(Map.of("bootstrap.servers", args[0]))
                .partitions(Integer.parseInt(args[1]))
                .stateDirectory(Path.of(args[2]))
                .build();
        try (StatusProcessor processor = StatusProcessor.start(config)) {
            while (System.in.read() >= 0) {
                System.out.println(processor.status());
            }
        }
    }

    static ProcessorProcess start(String bootstrapServers, int partitions, Path stateDirectory) {
        try {
            return new ProcessorProcess(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx200m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            ProcessorProcess.class.getName(),
                            bootstrapServers,
                            Integer.toString(partitions),
                            stateDirectory.toString())
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException failure) {
            throw new IllegalStateException("the processor cannot be started", failure);
        }
    }

    /** As a power cut would: SIGKILL. */
    void kill() {
        process.destroyForcibly();
        try {
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("it is dead").isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
