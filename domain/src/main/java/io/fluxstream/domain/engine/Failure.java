package io.fluxstream.domain.engine;

import io.fluxstream.domain.phase.Fingerprint;
import io.fluxstream.domain.status.Condition;

/** What a failure said and by what it is told from others. A retry mostly says what the one before said. */
record Failure(String reason, String message, String fingerprint) {
    static Failure of(Condition ready) {
        return new Failure(ready.reason(), ready.message(), Fingerprint.of(ready.reason(), ready.message()));
    }

    boolean isSaidBy(Condition ready) {
        return message.equals(ready.message()) && reason.equals(ready.reason());
    }
}
