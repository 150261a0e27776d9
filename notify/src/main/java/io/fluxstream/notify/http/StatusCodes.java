package io.fluxstream.notify.http;

import io.fluxstream.notify.feed.Answer;
import java.time.Duration;
import java.util.Set;

/** What the status of a response means for what was posted. */
final class StatusCodes {
    /**
     * Client errors that speak of the sink or its moment and not of the alert: wrong credentials (401, 403, 407), a path that is
     * not there (404, 405), time (408, 425), too many (429). Put right, the same alert will be taken.
     */
    private static final Set<Integer> OF_THE_SINK = Set.of(401, 403, 404, 405, 407, 408, 421, 425, 429);

    private StatusCodes() {}

    /**
     * What it means.
     *
     * @param said the beginning of the response's body, fit to be shown; may be empty
     * @param wait what the response asks for; zero when it says nothing
     */
    static Answer answer(int status, String said, Duration wait) {
        if (status >= 200 && status < 300) {
            return Answer.accepted();
        }
        String reason = "answers HTTP " + status + (said.isEmpty() ? "" : " (" + said + ")");
        boolean refused = status >= 400 && status < 500 && !OF_THE_SINK.contains(status);
        return refused ? new Answer.Refused(reason) : new Answer.Later(reason, wait);
    }
}
