package io.fluxstream.watcher.kubernetes;

import io.fluxstream.watcher.object.ObjectReader;
import io.fluxstream.watcher.object.WatchLine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads a watch line by line into the sink, until it ends or the server complains in it. Runs on the loop. */
final class WatchReading implements ApiCall.Handler {
    private final KindSink sink;
    private final Clock clock;
    private final Owner owner;
    private final LineSplitter lines = new LineSplitter();
    private final Reached reached = new Reached();
    private Instant openedAt;

    WatchReading(KindSink sink, Clock clock, Owner owner) {
        this.sink = sink;
        this.clock = clock;
        this.owner = owner;
        openedAt = clock.instant();
    }

    /** Whom it reads for. */
    interface Owner {
        /** Whether the watch is still wanted. */
        boolean isCurrent();

        /** The server has begun to answer; nothing is read until the owner asks. */
        void opens(Instant at);

        /**
         * The sink has what came.
         *
         * @param resourceVersion the greatest that came; 0 for none
         */
        void reads(long resourceVersion, Instant at);

        /** Nothing is wrong, and nothing more is read until the owner asks. */
        void waits();

        /** The server has said that it goes no further; the call is still open. */
        void complains(CallFailure failure);

        void ends(Duration lasted);

        void fails(CallFailure failure);
    }

    @Override
    public void begins() {
        if (owner.isCurrent()) {
            openedAt = clock.instant();
            owner.opens(openedAt);
        }
    }

    @Override
    public void bytes(byte[] chunk, Instant at) {
        if (!owner.isCurrent()) {
            return;
        }
        reached.resourceVersion = 0;
        lines.feed(chunk, (bytes, offset, length) -> line(bytes, offset, length, at));
        owner.reads(reached.resourceVersion, at);
        WatchLine.Failure complaint = reached.complaint;
        if (complaint == null) {
            owner.waits();
        } else {
            String text = complaint.reason() + ": " + complaint.message();
            int code = complaint.isExpired() ? 410 : complaint.code();
            owner.complains(CallFailure.of(code, text, complaint.retryAfter()));
        }
    }

    private void line(byte[] bytes, int offset, int length, Instant at) {
        if (reached.complaint == null) {
            WatchLine line = ObjectReader.readLine(bytes, offset, length);
            sink.event(line, bytes, offset, length, at);
            line.handle(reached);
        }
    }

    @Override
    public void ends() {
        if (owner.isCurrent()) {
            owner.ends(Duration.between(openedAt, clock.instant()));
        }
    }

    @Override
    public void fails(CallFailure failure) {
        if (owner.isCurrent()) {
            owner.fails(failure);
        }
    }

    /** How far the lines go. */
    private static final class Reached implements WatchLine.Handler {
        private long resourceVersion;
        private WatchLine.@Nullable Failure complaint;

        @Override
        public void upsert(WatchLine.Upsert line) {
            resourceVersion = Math.max(resourceVersion, line.object().resourceVersion());
        }

        @Override
        public void removal(WatchLine.Removal line) {
            resourceVersion = Math.max(resourceVersion, line.object().resourceVersion());
        }

        @Override
        public void bookmark(WatchLine.Bookmark line) {
            resourceVersion = Math.max(resourceVersion, line.resourceVersion());
        }

        @Override
        public void failure(WatchLine.Failure line) {
            complaint = line;
        }

        @Override
        public void unreadable(WatchLine.Unreadable line) {
            // The sink has counted it; the watch goes on.
        }
    }
}
