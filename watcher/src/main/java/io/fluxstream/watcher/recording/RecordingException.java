package io.fluxstream.watcher.recording;

import java.io.IOException;

/** A recording that cannot be read; the message is one sentence that says how far it could. */
public final class RecordingException extends IOException {
    private static final long serialVersionUID = 1L;

    RecordingException(String message) {
        super(message);
    }
}
