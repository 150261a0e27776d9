package io.fluxstream.cli.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code watcher}.
 *
 * @param snapshotInterval how often everything is listed afresh
 * @param group shared by watchers that share the clusters among them; null for one that watches all of them
 */
public record WatcherSettings(
        Duration snapshotInterval, @Nullable String group) {
    static final WatcherSettings DEFAULT = new WatcherSettings(Duration.ofHours(6), null);

    public WatcherSettings {
        if (snapshotInterval.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException(
                    "snapshotInterval must be at least 1m, but was " + snapshotInterval.toSeconds() + "s");
        }
    }

    static WatcherSettings read(Section section) {
        section.allow("snapshotInterval", "group");
        return new WatcherSettings(
                section.duration("snapshotInterval", DEFAULT.snapshotInterval),
                section.text("group").orElse(null));
    }
}
