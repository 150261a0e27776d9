package io.fluxstream.notify.cloudevents;

import io.fluxstream.notify.http.Endpoint;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A URL that takes CloudEvents.
 *
 * @param secretFile what is sent is signed as webhooks are; null to sign nothing
 */
public record UrlTarget(Endpoint endpoint, @Nullable Path secretFile, Mode mode) {}
