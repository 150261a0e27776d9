package io.fluxstream.watcher.kubernetes;

import java.time.Instant;

/** A request to an API server whose answer streams in on the cluster's loop. */
interface ApiCall {
    /** Asks for the next bytes of the body; nothing more is read until then. */
    void read();

    /** Ends the call; its handler hears nothing any more. */
    void cancel();

    /** What comes of the call. */
    interface Handler {
        /** The answer begins, with a status of success; the body follows as it is asked for. */
        void begins();

        /** The next bytes, and when they arrived. */
        void bytes(byte[] chunk, Instant at);

        /** The body came to its end. */
        void ends();

        /** There was no answer, no success or no end; nothing follows. */
        void fails(CallFailure failure);
    }
}
