package io.fluxstream.watcher.kubernetes;

import io.fluxstream.watcher.recording.RecordingWriter;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

/** Follows the kinds of a cluster and writes what it sees into a recording. */
public final class ClusterRecorder implements AutoCloseable {
    private final Loop loop;
    private final ApiServer server;
    private final List<KindFollower> followers;

    public ClusterRecorder(
            String cluster,
            ClusterAccess access,
            List<KindSpec> specs,
            RecordingWriter writer,
            HttpClients clients,
            ListSlots slots,
            Timing timing,
            Clock clock,
            RandomGenerator random) {
        loop = new Loop(cluster);
        server = new ApiServer(access.client(clients, timing.connect()), access.url(), loop, clock, timing);
        FollowedCluster followed = new FollowedCluster(
                cluster,
                server,
                new Discovery(server),
                new ClusterIdentity(cluster, server),
                slots,
                new Troubles(cluster),
                timing,
                clock,
                random,
                loop,
                () -> {});
        followers = specs.stream()
                .map(spec -> new KindFollower(followed, spec, null, 0, new KindRecording(cluster, spec, writer)))
                .toList();
    }

    public void start() {
        loop.execute(() -> followers.forEach(KindFollower::start));
    }

    @Override
    public void close() {
        loop.finish(() -> followers.forEach(KindFollower::close));
        server.close();
    }
}
