package io.fluxstream.notify.alertmanager;

import io.fluxstream.notify.http.Endpoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An Alertmanager.
 *
 * @param endpoint its URL, as far as it comes before {@code /api/v2}
 * @param refresh how often it is told again what fires; each time for at least five times as long
 * @param generatorUrl where alerts lead to; {@code {cluster}}, {@code {kind}}, {@code {namespace}}, {@code {name}} and
 *     {@code {id}} in it are filled in; null for nowhere
 */
public record AlertmanagerTarget(
        Endpoint endpoint, Duration refresh, @Nullable String generatorUrl) {
    public static final Duration DEFAULT_REFRESH = Duration.ofMinutes(1);

    public AlertmanagerTarget {
        if (refresh.compareTo(Duration.ofSeconds(1)) < 0 || refresh.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException(
                    "refresh must be between 1s and 1h, but was " + refresh.toMillis() + "ms");
        }
        if (generatorUrl != null) {
            GeneratorUrl.check(generatorUrl);
        }
    }

    /** For how long what is said counts at least. */
    public Duration lease() {
        return refresh.multipliedBy(5);
    }
}
