package io.fluxstream.watcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HttpClientsTest {
    private static final int CLUSTERS = 20;

    @Test
    void manyClustersShareFewThreads() throws Exception {
        long before = eventLoops();
        try (FakeApiServer server = new FakeApiServer();
                HttpClients clients = new HttpClients()) {
            List<HttpClient> each = new ArrayList<>();
            for (int i = 0; i < CLUSTERS; i++) {
                HttpClient client = client(clients, server);
                assertThat(status(client, server)).isEqualTo(200);
                each.add(client);
            }
            assertThat(eventLoops() - before)
                    .isBetween(1L, 2L * Runtime.getRuntime().availableProcessors());

            each.get(0).close();
            assertThat(status(each.get(1), server))
                    .as("after another one was closed")
                    .isEqualTo(200);
        }
    }

    @Test
    void largeBodiesComeInLargePieces() throws Exception {
        try (FakeApiServer server = new FakeApiServer();
                HttpClients clients = new HttpClients()) {
            server.fail((exchange, query) -> {
                FakeApiServer.answer(exchange, 200, "x".repeat(4 * 1024 * 1024));
                return true;
            });
            HttpClient client = client(clients, server);
            AtomicInteger largest = new AtomicInteger();
            HttpResponse<AsyncBody> response = client.consumeBytes(
                            client.newHttpRequestBuilder().uri(server.url()).build(), (buffers, body) -> {
                                buffers.forEach(piece -> largest.accumulateAndGet(piece.remaining(), Math::max));
                                body.consume();
                            })
                    .get(30, TimeUnit.SECONDS);
            response.body().consume();
            response.body().done().get(30, TimeUnit.SECONDS);
            assertThat(largest.get()).isGreaterThan(16 * 1024);
        }
    }

    private static HttpClient client(HttpClients clients, FakeApiServer server) {
        return ClusterAccess.ofEndpoint(server.url(), null, null).client(clients, Duration.ofSeconds(30));
    }

    private static int status(HttpClient client, FakeApiServer server) throws Exception {
        HttpResponse<byte[]> response = client.sendAsync(
                        client.newHttpRequestBuilder()
                                .uri(server.url() + "/api/v1/namespaces/kube-system")
                                .build(),
                        byte[].class)
                .get(30, TimeUnit.SECONDS);
        return response.code();
    }

    private static long eventLoops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vert.x-eventloop"))
                .count();
    }
}
