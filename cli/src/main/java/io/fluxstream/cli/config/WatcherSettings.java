package io.fluxstream.cli.config;

import java.time.Duration;

/**
 * The section {@code watcher}.
 *
 * @param snapshotInterval how often everything is listed afresh
 */
public record WatcherSettings(Duration snapshotInterval) {
    static final WatcherSettings DEFAULT = new WatcherSettings(Duration.ofHours(6));

    public WatcherSettings {
        if (snapshotInterval.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException(
                    "snapshotInterval must be at least 1m, but was " + snapshotInterval.toSeconds() + "s");
        }
    }

    static WatcherSettings read(Section section) {
        section.allow("snapshotInterval");
        return new WatcherSettings(section.duration("snapshotInterval", DEFAULT.snapshotInterval));
    }
}
