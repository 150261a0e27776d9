package io.fluxstream.notify.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fluxstream.notify.feed.Answer;
import io.fluxstream.notify.http.CredentialFile.UnusableException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Posts to an endpoint, and says what became of it. Used by one thread. */
public final class Poster {
    private static final int MAX_SAID = 200;
    /** Shorter words are parts of ordinary paths. */
    private static final int LEAST_UNGUESSABLE = 9;

    private final Endpoint endpoint;
    private final TrustedClient client;

    public Poster(Endpoint endpoint) {
        this.endpoint = endpoint;
        this.client = new TrustedClient(endpoint.caFile());
    }

    /**
     * Posts and waits for the answer, no longer than the endpoint is given.
     *
     * @param path what follows the endpoint's URL; may be empty
     */
    public Answer post(String path, Map<String, String> headers, byte[] body) {
        List<String> secrets = new ArrayList<>();
        CompletableFuture<HttpResponse<String>> answer = null;
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(url(path, secrets))
                    .timeout(endpoint.timeout())
                    .header("User-Agent", "flux-stream")
                    .POST(BodyPublishers.ofByteArray(body));
            headers.forEach(request::header);
            authorize(request, secrets);
            answer = client.get().sendAsync(request.build(), response -> new ShortBody());
            // The client's own limit ends with the response's headers; a body may dawdle, too.
            HttpResponse<String> response = answer.get(endpoint.timeout().toMillis(), TimeUnit.MILLISECONDS);
            return StatusCodes.answer(response.statusCode(), shown(response.body(), secrets), RetryAfter.of(response));
        } catch (UnusableException e) {
            return Answer.later(String.valueOf(e.getMessage()));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return Answer.later("does not answer within " + endpoint.timeout().toMillis() + " ms");
        } catch (ExecutionException e) {
            return Answer.later(reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.later("was interrupted");
        }
    }

    private URI url(String path, List<String> secrets) throws UnusableException {
        URI url = endpoint.url();
        Path file = endpoint.urlFile();
        if (url == null && file != null) {
            url = read(file);
        }
        if (url == null) {
            throw new IllegalStateException("an endpoint has a url or a urlFile");
        }
        secrets.addAll(unguessable(url));
        if (path.isEmpty()) {
            return url;
        }
        String text = url.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + path);
    }

    /** Parts of a URL that may let whoever knows them post: what a server says of a path must not show them. */
    private static List<String> unguessable(URI url) {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String query = url.getRawQuery() == null ? "" : url.getRawQuery();
        return Stream.concat(Stream.of(path.split("/", -1)), Stream.of(query.split("[&=]", -1)))
                .filter(part -> part.length() >= LEAST_UNGUESSABLE)
                .toList();
    }

    private static URI read(Path file) throws UnusableException {
        String text = CredentialFile.text("urlFile", file);
        try {
            URI url = URI.create(text);
            String wrong = Endpoint.require(url).orElse("");
            if (wrong.isEmpty()) {
                return url;
            }
            throw new UnusableException("cannot be sent to: the URL in urlFile " + file + " " + wrong);
        } catch (IllegalArgumentException e) {
            // The exception quotes the URL, which may be a secret.
            throw new UnusableException("cannot be sent to: urlFile " + file + " holds no URL");
        }
    }

    private void authorize(HttpRequest.Builder request, List<String> secrets) throws UnusableException {
        Path tokenFile = endpoint.bearerTokenFile();
        Endpoint.Login login = endpoint.login();
        if (tokenFile != null) {
            String token = CredentialFile.text("bearerTokenFile", tokenFile);
            secrets.add(token);
            request.header("Authorization", "Bearer " + token);
        } else if (login != null) {
            String password = CredentialFile.text("passwordFile", login.passwordFile());
            String pair = Base64.getEncoder().encodeToString((login.username() + ':' + password).getBytes(UTF_8));
            secrets.addAll(List.of(password, pair));
            request.header("Authorization", "Basic " + pair);
        }
    }

    /** The beginning of what a server says, in one line; nothing if it repeats a secret. */
    private static String shown(String body, List<String> secrets) {
        if (secrets.stream().anyMatch(body::contains)) {
            return "";
        }
        String line = body.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= MAX_SAID ? line : line.substring(0, MAX_SAID) + "...";
    }

    private String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && innermost.getCause() != innermost) {
            innermost = innermost.getCause();
            if (innermost instanceof UnresolvedAddressException) {
                return "cannot be reached: its name is not known";
            }
        }
        if (failure.getCause() instanceof ConnectException) {
            return "cannot be reached at " + endpoint + said(innermost);
        }
        if (innermost instanceof HttpTimeoutException) {
            return "does not answer within " + endpoint.timeout().toMillis() + " ms";
        }
        return "cannot be sent to at " + endpoint + " (" + innermost.getClass().getSimpleName() + said(innermost) + ")";
    }

    private static String said(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? "" : ": " + message.replaceAll("\\s+", " ");
    }
}
