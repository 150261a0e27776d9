package io.fluxstream.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleViewTest {
    private static final HttpAddress ANY_PORT = new HttpAddress("127.0.0.1", 0);

    private final HttpClient client = HttpClient.newHttpClient();
    private final RoleView view = RoleView.open(ANY_PORT, "1.2.3", "kafka: {}\n");

    @AfterEach
    void close() {
        view.close();
    }

    @Test
    void isLiveAndNotReadyUntilItsRoleSaysSo() throws Exception {
        view.expect("watcher");

        assertThat(get("/livez").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/readyz").body()).isEqualTo("the watcher has not started yet\n");

        view.tells("watcher", Health::ready);

        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").body()).isEqualTo("ok\n");
    }

    @Test
    void saysEverythingThatKeepsItFromItsWork() throws Exception {
        view.tells(
                "bridge", () -> Health.without(List.of("Temporal at x does not answer", "Kafka at y does not answer")));

        assertThat(get("/readyz").body()).isEqualTo("Temporal at x does not answer\nKafka at y does not answer\n");
        assertThat(get("/livez").statusCode()).isEqualTo(200);
    }

    @Test
    void isNotLiveOnlyWhenNothingButANewProcessHelps() throws Exception {
        view.tells("bridge", Health::ready);
        view.tells("processor", () -> Health.beyondMending("the processor cannot go on: its memory cannot be read"));

        assertThat(get("/livez").statusCode()).isEqualTo(503);
        assertThat(get("/livez").body()).isEqualTo("the processor cannot go on: its memory cannot be read\n");
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
    }

    @Test
    void showsItsMetersThenWhatIsWrittenFromState() throws Exception {
        view.expect("watcher");
        Counter.builder("flux.stream.things").register(view.registry()).increment(3);
        view.show(out -> out.append("# TYPE written gauge\nwritten{name=\"späti\"} 1\n"));

        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body().lines())
                .contains(
                        "flux_stream_things_total 3.0",
                        "flux_stream_build_info{version=\"1.2.3\"} 1",
                        "flux_stream_ready{role=\"watcher\"} 0.0")
                .endsWith("written{name=\"späti\"} 1");
        assertThat(answer.body())
                .contains(
                        "\nprocess_start_time_seconds 1",
                        "\nprocess_cpu_seconds_total ",
                        "\nprocess_resident_memory_bytes ",
                        "\nprocess_open_fds ",
                        "\njvm_memory_used_bytes{",
                        "\njvm_threads_live_threads ");
    }

    @Test
    void zipsForThoseWhoTakeIt() throws Exception {
        HttpResponse<byte[]> answer = client.send(
                HttpRequest.newBuilder(uri("/metrics"))
                        .header("Accept-Encoding", "gzip")
                        .build(),
                BodyHandlers.ofByteArray());

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).contains("flux_stream_build_info");
        }
    }

    @Test
    void showsTheConfigurationItWasGiven() throws Exception {
        assertThat(get("/config").body()).isEqualTo("kafka: {}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS"})
    void takesNothing(String method) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(uri("/config"))
                        .method(method, BodyPublishers.ofString("x"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
    }

    @Test
    void answersHeadWithTheStatusAlone() throws Exception {
        view.expect("watcher");

        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(uri("/readyz"))
                        .method("HEAD", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/livezz", "/metrics/", "/../etc/passwd"})
    void knowsNoOtherPages(String path) throws Exception {
        HttpResponse<String> answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("there are /config, /livez, /metrics, /readyz\n");
    }

    @Test
    void aPortInUseIsOneSentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpAddress address = new HttpAddress("127.0.0.1", taken.getLocalPort());

            assertThatThrownBy(() -> RoleView.open(address, "1", ""))
                    .isInstanceOf(CannotListenException.class)
                    .hasMessage("port " + taken.getLocalPort() + " of 127.0.0.1 for HTTP is in use; stop what listens"
                            + " there, choose another port with --http-port or http.port, or 0 for none");
        }
    }

    @Test
    void anAddressOfSomebodyElseIsOneSentence() {
        assertThatThrownBy(() -> RoleView.open(new HttpAddress("192.0.2.1", 8080), "1", ""))
                .isInstanceOf(CannotListenException.class)
                .hasMessageStartingWith("port 8080 of 192.0.2.1 cannot be listened on for HTTP (");
    }

    @Test
    void withoutAPortThereAreMetersThatCostNothing() {
        try (RoleView none = RoleView.none()) {
            none.expect("watcher");
            Counter counter = Counter.builder("flux.stream.things").register(none.registry());
            counter.increment();

            assertThat(counter.count()).isZero();
            assertThat(none.port()).isZero();
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + view.port() + path);
    }
}
