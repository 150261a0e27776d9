package io.fluxstream.watcher.kubernetes;

import io.fluxstream.watcher.object.ObjectReader;
import io.fluxstream.watcher.object.WatchLine;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads a list page by page: the first of one item, as only its end tells the resource version of all. Runs on the loop. */
final class ListReading {
    private static final int PAGE = 500;

    private final FollowedCluster cluster;
    private final Served served;
    private final KindSink sink;
    private final Owner owner;

    ListReading(FollowedCluster cluster, Served served, KindSink sink, Owner owner) {
        this.cluster = cluster;
        this.served = served;
        this.sink = sink;
        this.owner = owner;
    }

    /** Whom it reads for. */
    interface Owner {
        /** Whether the list is still wanted. */
        boolean isCurrent();

        /** The call that is under way now; null for none. */
        void calls(@Nullable ApiCall call);

        void hears(Instant at);

        /** All of it has been handed to the sink. */
        void listed(long resourceVersion);

        void fails(CallFailure failure);
    }

    void begin() {
        owner.calls(cluster.server().getWhole(served.path() + "?limit=1", new ApiServer.WholeHandler() {
            @Override
            public void answered(byte[] body, Instant at) {
                if (owner.isCurrent()) {
                    owner.calls(null);
                    firstPage(body, at);
                }
            }

            @Override
            public void fails(CallFailure failure) {
                if (owner.isCurrent()) {
                    owner.fails(failure);
                }
            }
        }));
    }

    private void firstPage(byte[] body, Instant at) {
        owner.hears(at);
        try {
            ListEnvelope envelope = ListEnvelope.of(body);
            sink.listBegins(envelope.resourceVersion(), at);
            new ListSplitter().feed(body, item -> item(item, at));
            next(envelope.resourceVersion(), envelope.continueToken(), at);
        } catch (IOException e) {
            owner.fails(CallFailure.of(e));
        }
    }

    private void item(byte[] json, Instant at) throws IOException {
        WatchLine line = ObjectReader.readItem(json, 0, json.length, served.apiVersion(), served.kind());
        sink.item(line, json, at);
    }

    private void next(long resourceVersion, String continueToken, Instant at) {
        if (continueToken.isEmpty()) {
            sink.listEnds(at);
            sink.reached(resourceVersion, at);
            owner.listed(resourceVersion);
            return;
        }
        sink.whenRoom(() -> cluster.loop().execute(() -> {
            if (owner.isCurrent()) {
                page(resourceVersion, continueToken);
            }
        }));
    }

    private void page(long resourceVersion, String continueToken) {
        String path = served.path() + "?limit=" + PAGE + "&continue="
                + URLEncoder.encode(continueToken, StandardCharsets.UTF_8);
        Page page = new Page(resourceVersion);
        page.call = cluster.server().get(path, cluster.timing().listSilence(), page);
        owner.calls(page.call);
    }

    /** One page, streaming in. */
    private final class Page implements ApiCall.Handler {
        private final long resourceVersion;
        private final ListSplitter splitter = new ListSplitter();
        private Instant at = cluster.clock().instant();
        private @Nullable ApiCall call;
        private ListSlots.@Nullable Slot slot;

        private Page(long resourceVersion) {
            this.resourceVersion = resourceVersion;
        }

        @Override
        public void begins() {
            cluster.slots()
                    .acquire(granted -> cluster.loop().execute(() -> {
                        slot = granted;
                        if (owner.isCurrent()) {
                            read();
                        } else {
                            granted.release();
                        }
                    }));
        }

        @Override
        public void bytes(byte[] chunk, Instant arrived) {
            if (!owner.isCurrent()) {
                release();
                return;
            }
            at = arrived;
            owner.hears(arrived);
            try {
                splitter.feed(chunk, item -> item(item, arrived));
                read();
            } catch (IOException e) {
                broken(CallFailure.of(e));
            }
        }

        @Override
        public void ends() {
            release();
            if (!owner.isCurrent()) {
                return;
            }
            try {
                if (!splitter.isComplete()) {
                    throw new IOException("the list is cut off");
                }
                next(resourceVersion, ListEnvelope.parse(splitter.envelope()).continueToken(), at);
            } catch (IOException e) {
                broken(CallFailure.of(e));
            }
        }

        @Override
        public void fails(CallFailure failure) {
            release();
            if (owner.isCurrent()) {
                owner.fails(failure);
            }
        }

        private void broken(CallFailure failure) {
            release();
            if (call != null) {
                call.cancel();
            }
            owner.fails(failure);
        }

        private void read() {
            if (call != null) {
                call.read();
            }
        }

        private void release() {
            if (slot != null) {
                slot.release();
            }
        }
    }
}
