package io.fluxstream.history.replay;

import java.util.function.BooleanSupplier;

/** Hears how far a replay is, and may end it. */
public interface Progress {
    /** One that nobody looks at, of a replay that nobody stops. */
    Progress NONE = stoppedWhen(() -> false);

    /**
     * So many records were judged and told.
     *
     * @param fraction of the whole history, from 0 to 1
     */
    void told(long records, double fraction);

    /** Whether the replay is to end with what is known so far. */
    boolean isStopped();

    /** One that nobody looks at. */
    static Progress stoppedWhen(BooleanSupplier stopped) {
        return new Progress() {
            @Override
            public void told(long records, double fraction) {
                // Nobody looks.
            }

            @Override
            public boolean isStopped() {
                return stopped.getAsBoolean();
            }
        };
    }
}
