package io.fluxstream.it.chaos;

import io.fluxstream.it.rig.Rig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rounds one after another: on the same deployment until one of them leaves it broken. */
final class Lane implements AutoCloseable {
    private final Path directory;
    private final Pace pace;
    private final Rig rig;
    private @Nullable Stage stage;
    private int stages;

    Lane(Path directory, Pace pace) {
        this.directory = directory;
        this.pace = pace;
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.rig = Rig.start(directory, Places.CLUSTERS);
    }

    /** Runs the rounds of these seeds, and tells each verdict when it is there. */
    void run(List<Long> seeds, Consumer<Verdict> told) {
        for (long seed : seeds) {
            told.accept(run(seed));
        }
    }

    Verdict run(long seed) {
        Plan plan = Plan.of(seed, pace);
        Stage current;
        try {
            current = stage();
        } catch (RuntimeException | AssertionError notBuilt) {
            return Verdict.of(plan, notBuilt);
        }
        Verdict verdict = new Round(plan, current).run();
        if (!verdict.isGood() || plan.isTheLastOfADeployment()) {
            leave(current, verdict.isGood());
        }
        return verdict;
    }

    private Stage stage() {
        Stage current = stage;
        if (current == null) {
            stages++;
            current = Stage.build(rig, directory.resolve("deployment-" + stages));
            stage = current;
        }
        return current;
    }

    /** What was wrong can be looked at afterwards; what was right takes no room. */
    private void leave(Stage current, boolean isGood) {
        stage = null;
        Path traces = current.plant().directory();
        if (!isGood) {
            // The broker's directory goes with its disk.
            current.judge().logs().write(traces.resolve("topics"));
        }
        current.close();
        if (isGood) {
            delete(traces);
        }
    }

    private static void delete(Path traces) {
        try (Stream<Path> paths = Files.walk(traces)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (stage != null) {
            stage.close();
            stage = null;
        }
        rig.close();
    }
}
