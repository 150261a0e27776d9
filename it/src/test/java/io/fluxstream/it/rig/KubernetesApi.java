package io.fluxstream.it.rig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Requests to an API server whose certificate nobody signed. Safe for any thread. */
public final class KubernetesApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = trusting();
    /** How often a request is sent again, each time after a second more: etcd needs a rest, and there is nothing to wait on. */
    private static final int PATIENCE = 5;

    private final String url;
    private final String token;

    KubernetesApi(String url, String token) {
        this.url = url;
        this.token = token;
    }

    public JsonNode get(String path) {
        return send(request(path).GET());
    }

    /** The answer as it came, a stream of several values too. */
    public String text(String path) {
        return new String(exchange(request(path).GET()).body(), StandardCharsets.UTF_8);
    }

    /** Makes an object; one that is there already stays as it is. */
    public void createIfMissing(String collection, JsonNode object) {
        try {
            create(collection, object);
        } catch (Refused refused) {
            if (refused.status() != 409) {
                throw refused;
            }
        }
    }

    public JsonNode create(String collection, JsonNode object) {
        return send(
                request(collection).header("Content-Type", "application/json").POST(body(object)));
    }

    /** A JSON merge patch: what is null is removed. */
    public JsonNode patch(String path, JsonNode change) {
        return send(request(path)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", body(change)));
    }

    public void delete(String path) {
        send(request(path).DELETE());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token);
    }

    private static HttpRequest.BodyPublisher body(JsonNode object) {
        try {
            return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(object));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JsonNode send(HttpRequest.Builder builder) {
        HttpResponse<byte[]> response = exchange(builder);
        boolean isJson =
                response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
        try {
            return isJson ? JSON.readTree(response.body()) : MissingNode.getInstance();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<byte[]> exchange(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            for (int again = 1; again <= PATIENCE && mayBeSentAgain(request, response); again++) {
                Thread.sleep(1_000L * again);
                response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            }
            if (response.statusCode() >= 300) {
                throw new Refused(request, response);
            }
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + request, e);
        }
    }

    /** A busy machine's etcd takes too long now and then; what changes nothing the second time is sent again. */
    private static boolean mayBeSentAgain(HttpRequest request, HttpResponse<byte[]> response) {
        return (request.method().equals("GET") || request.method().equals("PATCH"))
                && response.statusCode() >= 500
                && new String(response.body(), StandardCharsets.UTF_8).contains("etcdserver: request timed out");
    }

    private static HttpClient trusting() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new TrustEverybody()}, null);
            return HttpClient.newBuilder()
                    .sslContext(context)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An answer that is an error. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;

        private Refused(HttpRequest request, HttpResponse<byte[]> response) {
            super(request.method() + " " + request.uri() + ": " + response.statusCode() + " "
                    + new String(response.body(), StandardCharsets.UTF_8));
            status = response.statusCode();
        }

        public int status() {
            return status;
        }
    }

    /** Being the extended kind, it is also asked about the host's name, and has nothing against it. */
    private static final class TrustEverybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
