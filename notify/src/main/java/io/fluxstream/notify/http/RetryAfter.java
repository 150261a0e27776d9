package io.fluxstream.notify.http;

import java.net.http.HttpResponse;
import java.time.Duration;

/** The header Retry-After, as far as it is a number of seconds; a date would need the other side's clock. */
final class RetryAfter {
    private RetryAfter() {}

    static Duration of(HttpResponse<?> response) {
        return of(response.headers().firstValue("Retry-After").orElse(""));
    }

    static Duration of(String value) {
        String seconds = value.strip();
        return seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO;
    }
}
