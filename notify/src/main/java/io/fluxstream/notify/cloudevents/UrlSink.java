package io.fluxstream.notify.cloudevents;

import io.fluxstream.notify.feed.AlertEvent;
import io.fluxstream.notify.feed.Answer;
import io.fluxstream.notify.feed.Sink;
import io.fluxstream.notify.http.CredentialFile;
import io.fluxstream.notify.http.Poster;
import io.fluxstream.notify.webhook.Signer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Posts each event as a CloudEvent. */
public final class UrlSink implements Sink {
    private final Poster poster;
    private final @Nullable Signer signer;
    private final Mode mode;

    public UrlSink(UrlTarget target) {
        poster = new Poster(target.endpoint());
        signer = target.secretFile() == null ? null : new Signer(target.secretFile(), Clock.systemUTC());
        mode = target.mode();
    }

    @Override
    public int atOnce() {
        return 1;
    }

    @Override
    public Answer send(List<AlertEvent> events) {
        AlertEvent event = events.get(0);
        CloudEvent cloudEvent = CloudEvent.of(event);
        byte[] body = HttpBinding.body(cloudEvent, mode);
        Map<String, String> headers = new TreeMap<>(HttpBinding.headers(cloudEvent, mode));
        Signer own = signer;
        try {
            if (own != null) {
                headers.putAll(own.headers(event.id(), body));
            }
        } catch (CredentialFile.UnusableException e) {
            return Answer.later(String.valueOf(e.getMessage()));
        }
        return poster.post("", headers, body);
    }

    @Override
    public void close() {}
}
