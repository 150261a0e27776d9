package io.fluxstream.watcher.publish;

/** How the system clock was set, as far as the monotonic one can tell. */
public enum ClockJump {
    NONE("not at all"),
    AHEAD("ahead"),
    /** What was published before may bear a time from the future: readers then have put it aside. */
    BACK("back");

    private final String words;

    ClockJump(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
