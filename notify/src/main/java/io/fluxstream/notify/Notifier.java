package io.fluxstream.notify;

import io.fluxstream.notify.feed.KafkaClients;
import io.fluxstream.notify.feed.SinkFeed;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings alerts to sinks. Returns from {@link #start} at once; a broker or a sink that is not there yet is waited for. Several
 * of them share the work.
 */
public final class Notifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

    private final List<SinkFeed> feeds;

    private Notifier(List<SinkFeed> feeds) {
        this.feeds = feeds;
    }

    public static Notifier start(NotifyConfig config) {
        LOG.info("Notifier: {}", config);
        KafkaClients kafka = new KafkaClients(config.kafka());
        List<SinkFeed> feeds = new ArrayList<>();
        for (SinkConfig sink : config.sinks()) {
            Target target = sink.target();
            feeds.add(
                    SinkFeed.start(sink.name(), target.kind(), sink.begin(), sink.pacing(), target.open(kafka), kafka));
        }
        return new Notifier(feeds);
    }

    List<SinkFeed> feeds() {
        return feeds;
    }

    public NotifyStatus status() {
        return new NotifyStatus(feeds.stream().map(SinkFeed::status).toList());
    }

    @Override
    public void close() {
        // All at once: each may wait for the answer to its last attempt.
        List<Thread> closing = new ArrayList<>();
        for (SinkFeed feed : feeds) {
            Thread thread = new Thread(feed::close, "notify-close");
            thread.start();
            closing.add(thread);
        }
        for (Thread thread : closing) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
