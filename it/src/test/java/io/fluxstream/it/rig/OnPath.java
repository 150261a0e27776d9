package io.fluxstream.it.rig;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs as a shell would find them. */
public final class OnPath {
    private OnPath() {}

    public static Optional<Path> find(String program) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(Pattern.quote(File.pathSeparator), -1))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * The same, of a program that has to be there.
     *
     * @throws IllegalStateException naming the program, if it is not
     */
    public static Path require(String program) {
        return find(program).orElseThrow(() -> new IllegalStateException(program + " must be on the PATH"));
    }
}
