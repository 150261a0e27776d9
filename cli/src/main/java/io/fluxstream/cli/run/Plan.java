package io.fluxstream.cli.run;

import io.fluxstream.cli.config.Settings;
import io.fluxstream.watcher.WatchedSource;
import java.nio.file.Path;
import java.util.List;

/**
 * What a pipeline in one process is made of.
 *
 * @param data what it keeps is below it
 * @param settings of which the addresses of what is embedded do not count
 * @param fresh begin without what earlier ones left in {@code data}
 * @param kafka whether there is a broker to be run here, and where
 * @param temporal whether there is a Temporal server to be run here, and where
 */
record Plan(Path data, Settings settings, List<WatchedSource> sources, boolean fresh, Server kafka, Server temporal) {
    /** A server that is embedded, or somebody else's. */
    record Server(boolean embedded, int port) {
        static final Server ELSEWHERE = new Server(false, 0);

        static Server here(int port) {
            return new Server(true, port);
        }
    }
}
