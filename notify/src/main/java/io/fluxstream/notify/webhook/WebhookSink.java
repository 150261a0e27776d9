package io.fluxstream.notify.webhook;

import io.fluxstream.notify.feed.AlertEvent;
import io.fluxstream.notify.feed.Answer;
import io.fluxstream.notify.feed.Sink;
import io.fluxstream.notify.http.CredentialFile;
import io.fluxstream.notify.http.Poster;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Posts each event as it stands in the topic, in an envelope, signed. */
public final class WebhookSink implements Sink {
    private final Poster poster;
    private final Signer signer;

    public WebhookSink(WebhookTarget target) {
        poster = new Poster(target.endpoint());
        signer = new Signer(target.secretFile(), Clock.systemUTC());
    }

    @Override
    public int atOnce() {
        return 1;
    }

    @Override
    public Answer send(List<AlertEvent> events) {
        AlertEvent event = events.get(0);
        byte[] body = Envelope.of(event);
        try {
            Map<String, String> headers = new TreeMap<>(signer.headers(event.id(), body));
            headers.put("Content-Type", "application/json");
            return poster.post("", headers, body);
        } catch (CredentialFile.UnusableException e) {
            return Answer.later(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {}
}
