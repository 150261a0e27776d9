package io.fluxstream.watcher.kubernetes;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fluxstream.watcher.object.ObjectReader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One API server: requests out, bytes in.
 *
 * <p>fabric8 brings configuration, TLS, authentication and proxies; its own watches lose events after non-ASCII bytes.
 */
final class ApiServer implements AutoCloseable {
    private static final int LONGEST_ERROR = 8 * 1024;

    private final HttpClient client;
    private final String base;
    private final Loop loop;
    private final Clock clock;
    private final Timing timing;

    ApiServer(HttpClient client, String base, Loop loop, Clock clock, Timing timing) {
        this.client = client;
        this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        this.loop = loop;
        this.clock = clock;
        this.timing = timing;
    }

    /**
     * Sends a GET request; to be called on the loop, which also runs the handler.
     *
     * @param silence without a byte until the call counts as dead
     */
    ApiCall get(String path, Duration silence, ApiCall.Handler handler) {
        Call call = new Call(silence, handler);
        call.send(path);
        return call;
    }

    /** Sends a GET request for a small answer, read whole. */
    ApiCall getWhole(String path, WholeHandler handler) {
        Whole whole = new Whole(handler);
        whole.call = get(path, timing.listSilence(), whole);
        return whole.call;
    }

    /** What comes of a call for a small answer. */
    interface WholeHandler {
        void answered(byte[] body, Instant at);

        void fails(CallFailure failure);
    }

    @Override
    public void close() {
        client.close();
    }

    /** Gathers a small answer. */
    private static final class Whole implements ApiCall.Handler {
        private final WholeHandler handler;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private Instant at = Instant.EPOCH;
        private @Nullable ApiCall call;

        private Whole(WholeHandler handler) {
            this.handler = handler;
        }

        @Override
        public void begins() {
            read();
        }

        @Override
        public void bytes(byte[] chunk, Instant arrived) {
            body.writeBytes(chunk);
            at = arrived;
            read();
        }

        @Override
        public void ends() {
            handler.answered(body.toByteArray(), at);
        }

        @Override
        public void fails(CallFailure failure) {
            handler.fails(failure);
        }

        private void read() {
            if (call != null) {
                call.read();
            }
        }
    }

    /** Runs on the loop but for the callbacks of the client, which hand over to it. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callbacks hear of failures too
    private final class Call implements ApiCall {
        private final Duration silence;
        private final Handler handler;
        private final ByteArrayOutputStream error = new ByteArrayOutputStream();
        private @Nullable CompletableFuture<HttpResponse<AsyncBody>> request;
        private @Nullable AsyncBody body;
        private @Nullable HttpResponse<AsyncBody> refusal;
        private Loop.@Nullable Scheduled watchdog;
        private boolean isReading;
        private boolean isOver;

        private Call(Duration silence, Handler handler) {
            this.silence = silence;
            this.handler = handler;
        }

        private void send(String path) {
            try {
                HttpRequest http = client.newHttpRequestBuilder()
                        .uri(base + path)
                        .header("Accept", "application/json")
                        .timeout(silence.plusSeconds(5).toMillis(), TimeUnit.MILLISECONDS)
                        .build();
                expect(timing.headers(), "no answer");
                request = client.consumeBytes(http, (buffers, from) -> arrived(copy(buffers)));
                request.whenComplete((response, thrown) -> loop.execute(() -> answered(response, thrown)));
            } catch (RuntimeException e) {
                loop.execute(() -> fail(CallFailure.of(e)));
            }
        }

        private void arrived(byte[] chunk) {
            Instant at = clock.instant();
            loop.execute(() -> took(chunk, at));
        }

        private void answered(@Nullable HttpResponse<AsyncBody> response, @Nullable Throwable thrown) {
            if (isOver) {
                if (response != null) {
                    response.body().cancel();
                }
                return;
            }
            if (response == null) {
                fail(thrown == null ? CallFailure.of("no answer") : CallFailure.of(thrown));
                return;
            }
            body = response.body();
            body.done().whenComplete((nothing, broken) -> loop.execute(() -> ended(broken)));
            if (response.isSuccessful()) {
                expect(silence, "no byte");
                handler.begins();
            } else {
                refusal = response;
                expect(timing.listSilence(), "no byte");
                isReading = true;
                body.consume();
            }
        }

        private void took(byte[] chunk, Instant at) {
            if (isOver) {
                return;
            }
            isReading = false;
            if (refusal == null) {
                expect(silence, "no byte");
                handler.bytes(chunk, at);
                return;
            }
            if (error.size() < LONGEST_ERROR) {
                error.writeBytes(chunk);
            }
            read();
        }

        private void ended(@Nullable Throwable broken) {
            if (isOver) {
                return;
            }
            // Not cancelled: that would close the connection, on which the next request may already be under way.
            over();
            if (refusal != null) {
                handler.fails(refused(refusal, error.toByteArray()));
            } else if (broken != null) {
                handler.fails(CallFailure.of(broken));
            } else {
                handler.ends();
            }
        }

        @Override
        public void read() {
            if (!isOver && !isReading && body != null) {
                isReading = true;
                body.consume();
            }
        }

        @Override
        public void cancel() {
            if (isOver) {
                return;
            }
            over();
            if (body != null) {
                body.cancel();
            } else if (request != null) {
                request.cancel(true);
            }
        }

        private void fail(CallFailure failure) {
            if (!isOver) {
                cancel();
                handler.fails(failure);
            }
        }

        /** While the handler does not ask for bytes, their absence is no silence. */
        private void expect(Duration within, String missing) {
            stopWatchdog();
            watchdog = loop.schedule(within, () -> {
                boolean isHeldBack = body != null && !isReading;
                if (isHeldBack) {
                    expect(within, missing);
                } else {
                    fail(CallFailure.of(missing + " for " + within.toSeconds() + " s"));
                }
            });
        }

        private void over() {
            isOver = true;
            stopWatchdog();
        }

        private void stopWatchdog() {
            if (watchdog != null) {
                watchdog.cancel();
                watchdog = null;
            }
        }
    }

    private static byte[] copy(List<ByteBuffer> buffers) {
        int length = buffers.stream().mapToInt(ByteBuffer::remaining).sum();
        ByteBuffer all = ByteBuffer.allocate(length);
        buffers.forEach(all::put);
        return all.array();
    }

    private CallFailure refused(HttpResponse<AsyncBody> response, byte[] body) {
        String reason = switch (response.code()) {
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 410 -> "Gone";
            case 429 -> "Too Many Requests";
            default -> response.message() == null ? "" : response.message();
        };
        String message = ObjectReader.statusMessage(body);
        if (message.isEmpty()) {
            message = new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8).strip();
        }
        String text = message.isEmpty() ? reason : reason + ": " + message;
        return CallFailure.of(
                response.code(), text.strip(), RetryAfter.parse(response.header("Retry-After"), clock.instant()));
    }
}
