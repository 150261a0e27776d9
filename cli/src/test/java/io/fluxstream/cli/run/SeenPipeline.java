package io.fluxstream.cli.run;

import io.fluxstream.cli.config.Settings;
import io.fluxstream.cli.config.SettingsPage;
import io.fluxstream.observe.HttpAddress;
import io.fluxstream.observe.RoleView;
import io.fluxstream.watcher.WatchedSource;
import io.fluxstream.watcher.recording.Recording;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The whole pipeline in this process on the bundled recording, seen over HTTP. */
public final class SeenPipeline implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final RoleView view;
    private final Pipeline pipeline;

    private SeenPipeline(RoleView view, Pipeline pipeline) {
        this.view = view;
        this.pipeline = pipeline;
    }

    /** Returns once the recording is in the workflows. */
    public static SeenPipeline start(Path data) {
        RoleView view = RoleView.open(new HttpAddress("127.0.0.1", 0), "test", SettingsPage.of(Settings.DEFAULT));
        Plan plan = new Plan(
                data,
                Settings.DEFAULT,
                List.of(new WatchedSource.Recorded(Recording.bundled(), true, true)),
                true,
                Plan.Server.here(0),
                Plan.Server.here(0));
        SeenPipeline seen = new SeenPipeline(view, Pipeline.start(plan, view));
        seen.pipeline.awaitReady();
        seen.pipeline.drain(Duration.ofMinutes(2));
        return seen;
    }

    /** The body of a page. */
    public String get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + view.port() + path);
        return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        pipeline.close();
        view.close();
    }
}
