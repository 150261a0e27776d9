package io.fluxstream.watcher;

import io.fluxstream.watcher.kubernetes.ClusterAccess;
import io.fluxstream.watcher.kubernetes.ClusterRecorder;
import io.fluxstream.watcher.kubernetes.HttpClients;
import io.fluxstream.watcher.kubernetes.KindSpec;
import io.fluxstream.watcher.kubernetes.ListSlots;
import io.fluxstream.watcher.kubernetes.Timing;
import io.fluxstream.watcher.recording.RecordingWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Records clusters into a file that can be played as a source, without Kafka. */
public final class Recorder implements AutoCloseable {
    private final RecordingWriter writer;
    private final HttpClients clients = new HttpClients();
    private final ListSlots slots = new ListSlots();
    private final List<ClusterRecorder> clusters = new ArrayList<>();

    private Recorder(RecordingWriter writer) {
        this.writer = writer;
    }

    /**
     * Starts recording and returns at once.
     *
     * @throws IllegalArgumentException if a source is a recording itself, or a kubeconfig or context does not exist
     * @throws IOException if the file cannot be written
     */
    public static Recorder start(List<WatchedSource> sources, List<KindSpec> kinds, Path file) throws IOException {
        Recorder recorder = new Recorder(RecordingWriter.create(file));
        try {
            for (WatchedSource source : sources) {
                source.match(
                        context -> recorder.add(
                                context.cluster(),
                                ClusterAccess.ofContext(context.context(), context.kubeconfig()),
                                kinds),
                        endpoint -> recorder.add(
                                endpoint.cluster(),
                                ClusterAccess.ofEndpoint(endpoint.endpoint(), endpoint.tokenFile(), endpoint.caFile()),
                                kinds),
                        inCluster -> recorder.add(inCluster.cluster(), ClusterAccess.inCluster(), kinds),
                        recorded -> {
                            throw new IllegalArgumentException("a recording cannot be recorded");
                        });
            }
        } catch (RuntimeException e) {
            recorder.close();
            throw e;
        }
        recorder.clusters.forEach(ClusterRecorder::start);
        return recorder;
    }

    private boolean add(String cluster, ClusterAccess access, List<KindSpec> kinds) {
        return clusters.add(new ClusterRecorder(
                cluster,
                access,
                kinds,
                writer,
                clients,
                slots,
                Timing.DEFAULT,
                Clock.systemUTC(),
                new SplittableRandom()));
    }

    /** Events written so far. */
    public long events() {
        return writer.lines();
    }

    @Override
    public void close() throws IOException {
        clusters.forEach(ClusterRecorder::close);
        slots.close();
        clients.close();
        writer.close();
    }
}
