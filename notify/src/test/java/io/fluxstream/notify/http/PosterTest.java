package io.fluxstream.notify.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fluxstream.notify.FakeServer;
import io.fluxstream.notify.FakeServer.How;
import io.fluxstream.notify.FakeServer.Reply;
import io.fluxstream.notify.feed.Answer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PosterTest {
    private static final Duration SOON = Duration.ofMillis(300);

    private final FakeServer server = FakeServer.start();

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void successIsSuccess(int status) {
        server.answers(request -> Reply.of(status));
        assertThat(post(server.endpoint("/"))).isEqualTo(Answer.accepted());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 410, 413, 415, 422})
    void whatIsWrongWithTheAlertIsRefusedForGood(int status) {
        server.answers(request -> Reply.of(status, "no\nsuch  thing"));
        assertThat(post(server.endpoint("/"))).isEqualTo(Answer.refused("answers HTTP " + status + " (no such thing)"));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 401, 403, 404, 405, 407, 408, 425, 429, 500, 502, 503, 504})
    void whatIsWrongWithTheSinkIsTriedAgain(int status) {
        server.answers(request -> Reply.of(status));
        assertThat(post(server.endpoint("/"))).isEqualTo(Answer.later("answers HTTP " + status));
    }

    @Test
    void whoAsksForTimeGetsIt() {
        server.answers(request -> new Reply(429, "", Map.of("Retry-After", "17"), How.AT_ONCE));
        assertThat(post(server.endpoint("/"))).isEqualTo(new Answer.Later("answers HTTP 429", Duration.ofSeconds(17)));
    }

    @Test
    void anAnswerThatDoesNotComeIsNotWaitedForLong() {
        server.answers(request -> new Reply(200, "", Map.of(), How.NEVER));
        assertThat(post(endpoint(null, SOON))).isEqualTo(Answer.later("does not answer within 300 ms"));
    }

    @Test
    void norIsTheEndOfAnAnswer() {
        server.answers(request -> new Reply(200, "begins", Map.of(), How.HALF));
        assertThat(post(endpoint(null, SOON))).isEqualTo(Answer.later("does not answer within 300 ms"));
    }

    @Test
    void ofALongAnswerOnlyTheBeginningIsRead() {
        server.answers(request -> new Reply(400, "x".repeat(1 << 16), Map.of(), How.HALF));
        assertThat(post(server.endpoint("/")))
                .isEqualTo(Answer.refused("answers HTTP 400 (" + "x".repeat(200) + "...)"));
    }

    @Test
    void whereNobodyListensIsSaid() {
        server.close();
        assertThat(post(server.endpoint("/secret/path")))
                .isEqualTo(Answer.later("cannot be reached at " + server.url("")));
    }

    @Test
    void aTokenThatRotatesCountsAtOnce() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "first\n");
        Poster poster = new Poster(endpoint(token, Duration.ofSeconds(20)));
        poster.post("", Map.of(), new byte[0]);
        Files.writeString(token, "second\n");
        poster.post("", Map.of(), new byte[0]);
        assertThat(server.received())
                .extracting(request -> request.header("authorization"))
                .containsExactly("Bearer first", "Bearer second");
    }

    @Test
    void aPasswordIsSentAsBasicAuthentication() throws IOException {
        Path password = Files.writeString(directory.resolve("password"), "open sesame");
        post(new Endpoint(
                server.url("/"), null, null, new Endpoint.Login("Aladdin", password), null, Duration.ofSeconds(20)));
        assertThat(server.received().get(0).header("authorization")).isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    }

    @Test
    void anAnswerThatRepeatsASecretIsNotShown() throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "s3cr3t");
        server.answers(request -> Reply.of(400, "bad token: " + request.header("authorization")));
        assertThat(post(endpoint(token, Duration.ofSeconds(20)))).isEqualTo(Answer.refused("answers HTTP 400"));
    }

    @Test
    void anAnswerThatRepeatsAPathWithASecretIsNotShown() throws IOException {
        Path file =
                Files.writeString(directory.resolve("url"), server.url("/hooks/Zx9Kq2Lm4Nv8?x=Bp7Wd3Rt6Yh1") + "\n");
        Endpoint endpoint = new Endpoint(null, file, null, null, null, Duration.ofSeconds(20));
        for (String said : List.of("no such hook: /hooks/Zx9Kq2Lm4Nv8", "x must not be Bp7Wd3Rt6Yh1")) {
            server.answers(request -> Reply.of(404, said));
            assertThat(post(endpoint)).isEqualTo(Answer.later("answers HTTP 404"));
        }
    }

    @Test
    void aUrlMayComeFromAFileAndIsNeverShown() throws IOException {
        Path file = Files.writeString(directory.resolve("url"), server.url("/s3cr3t") + "\n");
        Endpoint endpoint = new Endpoint(null, file, null, null, null, Duration.ofSeconds(20));
        assertThat(post(endpoint)).isEqualTo(Answer.accepted());
        Files.writeString(file, "http://s3cr3t here");
        assertThat(post(endpoint)).isEqualTo(Answer.later("cannot be sent to: urlFile " + file + " holds no URL"));
        assertThat(endpoint.toString()).doesNotContain("s3cr3t");
        assertThat(Endpoint.at(URI.create("https://hooks.example/s3cr3t")).toString())
                .isEqualTo("https://hooks.example");
    }

    @Test
    void anEndpointThatCannotBeOneIsRefusedWithoutQuotingIt() {
        for (String wrong : new String[] {"ftp://x/s3cr3t", "https:///s3cr3t", "https://me:s3cr3t@x/"}) {
            assertThatThrownBy(() -> Endpoint.at(URI.create(wrong)))
                    .hasMessageStartingWith("url must ")
                    .hasMessageNotContaining("s3cr3t");
        }
    }

    private Endpoint endpoint(@Nullable Path tokenFile, Duration timeout) {
        return new Endpoint(server.url("/"), null, tokenFile, null, null, timeout);
    }

    private static Answer post(Endpoint endpoint) {
        return new Poster(endpoint).post("", Map.of(), "{}".getBytes(UTF_8));
    }
}
