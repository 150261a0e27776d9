package io.fluxstream.domain.engine;

import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.When;

/**
 * How memory is laid out in rows. Every row begins with the format's number and the cluster's clock when it was written;
 * since every record that moves the clock writes a row, the greatest clock of all rows is the cluster's.
 */
final class MemoryFormat {
    /** Raised whenever older rows cannot be read any more. */
    static final int VERSION = 1;

    private MemoryFormat() {}

    static RowWriter begin(long clock) {
        RowWriter out = new RowWriter();
        out.number(VERSION);
        out.number(clock);
        return out;
    }

    /** Checks the format and returns the clock. */
    static long begin(RowReader in) {
        long version = in.number();
        if (version != VERSION) {
            throw new IncompatibleMemoryException(
                    "it has format " + version + " but this version of flux-stream reads format " + VERSION);
        }
        return in.number();
    }

    static void write(RowWriter out, Episode episode) {
        out.constant(episode.when);
        out.string(episode.uid);
        out.number(episode.since);
        out.string(episode.openedBy);
        out.optional(episode.reason);
        out.optional(episode.message);
        out.optional(episode.revision);
        out.number(episode.timers.size());
        episode.timers.forEach(timer -> timer.write(out));
    }

    static Episode readEpisode(RowReader in, ResourceId resource, RuleBook rules) {
        When when = in.constant(When.class);
        if (when == null) {
            throw new IncompatibleMemoryException("an episode of " + resource + " has no condition");
        }
        Episode episode = new Episode(when, resource, in.string(), in.number(), in.string());
        episode.says(in.optional(), in.optional(), in.optional());
        for (long left = in.number(); left > 0; left--) {
            episode.timers.add(AlertTimer.read(in, episode, rules));
        }
        return episode;
    }
}
