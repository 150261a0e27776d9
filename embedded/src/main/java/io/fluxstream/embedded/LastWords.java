package io.fluxstream.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Exit;

/**
 * What is said when Kafka ends the process. It does so when its data directory fails it, a full disk above all, since going on
 * could lose what it has acknowledged; of itself it says nothing that a user could act on.
 */
final class LastWords {
    /** Less than this and Kafka cannot append to its logs. */
    private static final long NEXT_TO_NOTHING = 4L << 20;

    private LastWords() {}

    /** From here on, Kafka's end names the directory. The last one counts where there are several. */
    static void about(Path directory) {
        Exit.setHaltProcedure((status, message) -> {
            System.err.println(sentence(directory, usable(directory)));
            Runtime.getRuntime().halt(status);
        });
    }

    /** @param usable the bytes that are left; negative when that cannot be told */
    static String sentence(Path directory, long usable) {
        String kept = "; what was acknowledged is kept";
        if (usable >= 0 && usable < NEXT_TO_NOTHING) {
            return "flux-stream: Kafka has ended, for its data directory " + directory
                    + " is full; make room there and start again" + kept;
        }
        return "flux-stream: Kafka has ended, for its data directory " + directory
                + " could not be written to; see that it can, and start again, with --debug for Kafka's own words"
                + kept;
    }

    private static long usable(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            return -1;
        }
    }
}
