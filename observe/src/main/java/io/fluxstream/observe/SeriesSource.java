package io.fluxstream.observe;

import java.io.IOException;

/** Writes series straight from state, in Prometheus' text format, each time they are asked for. */
@FunctionalInterface
public interface SeriesSource {
    /** Writes whole families: {@code # HELP}, {@code # TYPE} and their series, each line ended by a newline. */
    void writeTo(Appendable out) throws IOException;
}
