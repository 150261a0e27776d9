package io.fluxstream.watcher.kubernetes;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxstream.watcher.object.WatchLine;
import io.fluxstream.watcher.recording.RecordingWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records what is seen of a kind, in the shape of a watch that sends its initial events: a list becomes ADDED events and the
 * bookmark that ends them; a further list is announced by the error that made it necessary.
 */
final class KindRecording implements KindSink {
    private static final Logger LOG = LoggerFactory.getLogger(KindRecording.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String cluster;
    private final KindSpec spec;
    private final RecordingWriter writer;
    private long listedAt;
    private boolean hasListed;

    KindRecording(String cluster, KindSpec spec, RecordingWriter writer) {
        this.cluster = cluster;
        this.spec = spec;
        this.writer = writer;
    }

    @Override
    public void listBegins(long resourceVersion, Instant at) {
        listedAt = resourceVersion;
        if (hasListed) {
            write(
                    at,
                    "ERROR",
                    Map.of(
                            "kind", "Status",
                            "apiVersion", "v1",
                            "reason", "Expired",
                            "message", "listed anew",
                            "code", 410,
                            "details", Map.of("group", spec.group(), "kind", spec.kind())));
        }
        hasListed = true;
    }

    @Override
    public void item(WatchLine line, byte[] json, Instant at) {
        if (line instanceof WatchLine.Upsert) {
            write(at, "ADDED", json, 0, json.length);
        }
    }

    @Override
    public void listEnds(Instant at) {
        bookmark(at, listedAt, Map.of(WatchLine.INITIAL_EVENTS_END, "true"));
    }

    @Override
    public void event(WatchLine line, byte[] bytes, int offset, int length, Instant at) {
        try {
            if (line instanceof WatchLine.Upsert upsert) {
                write(at, upsert.added() ? "ADDED" : "MODIFIED", object(bytes, offset, length));
            } else if (line instanceof WatchLine.Removal) {
                write(at, "DELETED", object(bytes, offset, length));
            } else if (line instanceof WatchLine.Bookmark bookmark) {
                bookmark(at, bookmark.resourceVersion(), Map.of());
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    @Override
    public void reached(long resourceVersion, Instant at) {
        try {
            writer.flush();
        } catch (IOException e) {
            failed(e);
        }
    }

    @Override
    public boolean isFull() {
        return false;
    }

    @Override
    public void whenRoom(Runnable task) {
        task.run();
    }

    private static Object object(byte[] bytes, int offset, int length) throws IOException {
        return JSON.readTree(bytes, offset, length).path("object");
    }

    private void bookmark(Instant at, long resourceVersion, Map<String, String> annotations) {
        String version = spec.group().isEmpty()
                ? spec.versions().get(0)
                : spec.group() + '/' + spec.versions().get(0);
        write(
                at,
                "BOOKMARK",
                Map.of(
                        "apiVersion", version,
                        "kind", spec.kind(),
                        "metadata",
                                Map.of(
                                        "resourceVersion",
                                        String.valueOf(resourceVersion),
                                        "annotations",
                                        annotations)));
    }

    private void write(Instant at, String type, Object object) {
        try {
            byte[] json = JSON.writeValueAsString(object).getBytes(StandardCharsets.UTF_8);
            write(at, type, json, 0, json.length);
        } catch (IOException e) {
            failed(e);
        }
    }

    private void write(Instant at, String type, byte[] json, int offset, int length) {
        try {
            writer.write(at, cluster, type, json, offset, length);
        } catch (IOException e) {
            failed(e);
        }
    }

    private void failed(IOException e) {
        LOG.error("the recording cannot be written: {}", e.getMessage());
    }
}
