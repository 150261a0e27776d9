package io.fluxstream.notify;

import io.fluxstream.notify.feed.Begin;
import io.fluxstream.notify.feed.Pacing;

/**
 * One sink.
 *
 * @param name its cursor bears it: another name is another sink, which begins afresh
 * @param begin what it is told first when it has no cursor yet
 * @param pacing how fast failed attempts follow each other
 */
public record SinkConfig(String name, Target target, Begin begin, Pacing pacing) {
    public SinkConfig {
        if (!name.matches("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")) {
            throw new IllegalArgumentException(
                    "name must be lower-case letters, digits and hyphens, for instance on-call, but was \"" + name
                            + "\"");
        }
    }

    /** With the usual beginning and pacing. */
    public static SinkConfig of(String name, Target target) {
        return new SinkConfig(name, target, Begin.FIRING, Pacing.DEFAULT);
    }
}
