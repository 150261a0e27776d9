package io.fluxstream.watcher.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
    private static final String GROUP = "kustomize.toolkit.fluxcd.io";
    private static final KindSpec KUSTOMIZATION = new KindSpec(GROUP, "Kustomization", List.of("v9", "v1"));
    private static final KindSpec UNHEARD_OF = new KindSpec(GROUP, "UnheardOf", List.of("v9", "v1"));

    private final FakeApiServer server;
    private final HttpClients clients = new HttpClients();
    private final Loop loop = new Loop("ottawa");
    private final ApiServer api;
    private final Discovery discovery;

    DiscoveryTest() throws IOException {
        server = new FakeApiServer();
        api = new ApiServer(
                ClusterAccess.ofEndpoint(server.url(), null, null).client(clients, Duration.ofSeconds(30)),
                server.url(),
                loop,
                Clock.systemUTC(),
                Timing.DEFAULT);
        discovery = new Discovery(api);
    }

    @AfterEach
    void stop() {
        loop.close();
        api.close();
        clients.close();
        server.close();
    }

    @Test
    void asksOnceForAllKindsOfAGroup() throws Exception {
        Served kustomization = new Served(GROUP, "v1", "Kustomization", "kustomizations");
        assertThat(find(KUSTOMIZATION, UNHEARD_OF, KUSTOMIZATION)).containsExactly(kustomization, null, kustomization);
        assertThat(server.requests()).containsExactly("/apis/" + GROUP + "/v9", "/apis/" + GROUP + "/v1");
    }

    @Test
    void asksAnewWhenAKindIsLookedForLater() throws Exception {
        server.installed(false);
        assertThat(find(KUSTOMIZATION)).containsExactly((Served) null);
        server.installed(true);
        assertThat(find(KUSTOMIZATION)).doesNotContainNull();
    }

    @Test
    void tellsAllKindsOfAGroupThatItFailed() throws Exception {
        server.fail((exchange, query) -> {
            FakeApiServer.answer(exchange, 503, "not now");
            return true;
        });
        CompletableFuture<CallFailure> one = new CompletableFuture<>();
        CompletableFuture<CallFailure> other = new CompletableFuture<>();
        loop.execute(() -> {
            discovery.find(KUSTOMIZATION, found -> one.cancel(false), one::complete);
            discovery.find(UNHEARD_OF, found -> other.cancel(false), other::complete);
        });
        assertThat(one.get(30, TimeUnit.SECONDS).code()).isEqualTo(503);
        assertThat(other.get(30, TimeUnit.SECONDS).code()).isEqualTo(503);
        assertThat(server.requests()).hasSize(1);
    }

    /** Looks for all of them at once. */
    private List<@Nullable Served> find(KindSpec... specs) throws Exception {
        List<CompletableFuture<@Nullable Served>> answers = new ArrayList<>();
        for (int i = 0; i < specs.length; i++) {
            answers.add(new CompletableFuture<>());
        }
        loop.execute(() -> {
            for (int i = 0; i < specs.length; i++) {
                CompletableFuture<@Nullable Served> answer = answers.get(i);
                discovery.find(
                        specs[i],
                        answer::complete,
                        failure -> answer.completeExceptionally(new IllegalStateException(failure.text())));
            }
        });
        List<@Nullable Served> found = new ArrayList<>();
        for (CompletableFuture<@Nullable Served> answer : answers) {
            found.add(answer.get(30, TimeUnit.SECONDS));
        }
        return found;
    }
}
