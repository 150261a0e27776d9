package io.fluxstream.bridge;

import static io.fluxstream.bridge.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fluxstream.bridge.feed.Failures;
import io.fluxstream.embedded.EmbeddedTemporal;
import io.fluxstream.security.UnusableFileException;
import io.fluxstream.security.tls.TestAuthority;
import io.fluxstream.security.tls.TestAuthority.Issued;
import io.fluxstream.security.tls.TlsFiles;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Temporal server that asks for a certificate and an API key, both of which change meanwhile. */
class TemporalConnectionTest {
    private static final Metadata.Key<String> AUTHORIZATION =
            Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

    @TempDir
    static Path shared;

    @TempDir
    Path files;

    private static TestAuthority authority;
    private static EmbeddedTemporal server;
    private static volatile String wantedKey = "first";

    @BeforeAll
    static void start() throws IOException {
        authority = TestAuthority.in(shared.resolve("authority"));
        Issued identity = authority.issue("temporal");
        SslContext tls = GrpcSslContexts.configure(SslContextBuilder.forServer(
                                identity.certificate().toFile(), identity.key().toFile())
                        .trustManager(authority.caFile().toFile())
                        .clientAuth(ClientAuth.REQUIRE))
                .build();
        server = EmbeddedTemporal.guarded(builder -> builder.sslContext(tls).intercept(new KeyCheck()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Lets in whoever has the key of the hour. */
    private static final class KeyCheck implements ServerInterceptor {
        @Override
        public <A, B> ServerCall.Listener<A> interceptCall(
                ServerCall<A, B> call, Metadata headers, ServerCallHandler<A, B> next) {
            if (("Bearer " + wantedKey).equals(headers.get(AUTHORIZATION))) {
                return next.startCall(call, headers);
            }
            call.close(Status.UNAUTHENTICATED.withDescription("Request unauthorized."), new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }

    @Test
    void aKeyAndACertificateThatAreReplacedAreTakenUpByTheSameClient() throws IOException {
        Issued mine = authority.issue("bridge").copiedTo(files);
        Path key = Files.writeString(files.resolve("api-key"), "first\n");
        wantedKey = "first";
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                connection(new TlsFiles(authority.caFile(), mine.certificate(), mine.key(), null), key)
                        .stubs()
                        .build());
        try {
            assertThat(failure(stubs)).isNull();
            wantedKey = "second";
            assertThat(failure(stubs)).isEqualTo("UNAUTHENTICATED: Request unauthorized.");
            Files.writeString(key, "second");
            assertThat(failure(stubs)).isNull();

            authority.issueExpiring("bridge", Duration.ofSeconds(-5)).replace(mine);
            // A connection within a second goes on with the session of the one before, and shows no certificate.
            eventually(() -> {
                reconnect(stubs);
                assertThat(failure(stubs)).contains("UNAVAILABLE", "certificate");
            });
            authority.issue("bridge").replace(mine);
            reconnect(stubs);
            assertThat(failure(stubs)).isNull();
        } finally {
            stubs.shutdownNow();
        }
    }

    @Test
    void aServerOfAStrangerIsNotBelieved() throws IOException {
        TestAuthority stranger = TestAuthority.in(files.resolve("stranger"));
        Path key = Files.writeString(files.resolve("api-key"), "first");
        WorkflowServiceStubs stubs =
                WorkflowServiceStubs.newServiceStubs(connection(new TlsFiles(stranger.caFile(), null, null, null), key)
                        .stubs()
                        .build());
        try {
            assertThat(failure(stubs)).contains("(CN=temporal) is signed by CN=authority");
        } finally {
            stubs.shutdownNow();
        }
    }

    @Test
    void whatCannotBeIsSaidAtTheStart() {
        assertThatThrownBy(() -> new TemporalConnection("t:1", "default", null, null, Path.of("key")))
                .hasMessageContaining("add tls");
        assertThatThrownBy(() ->
                        connection(TlsFiles.none(), files.resolve("missing")).stubs())
                .isInstanceOf(UnusableFileException.class)
                .hasMessageEndingWith("missing does not exist");
    }

    private static TemporalConnection connection(TlsFiles tls, Path key) {
        return new TemporalConnection(server.address(), "default", tls, null, key);
    }

    private static void reconnect(WorkflowServiceStubs stubs) {
        stubs.getRawChannel().enterIdle();
    }

    private static @Nullable String failure(WorkflowServiceStubs stubs) {
        Throwable failure = catchThrowable(() -> stubs.blockingStub()
                .withDeadlineAfter(30, TimeUnit.SECONDS)
                .describeNamespace(DescribeNamespaceRequest.newBuilder()
                        .setNamespace("default")
                        .build()));
        return failure == null ? null : Failures.reason(failure);
    }
}
