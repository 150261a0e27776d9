package io.fluxstream.notify.webhook;

import io.fluxstream.notify.http.Endpoint;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A webhook.
 *
 * @param secretFile a secret a line, the newest first; everything is signed with each of them. Null to sign nothing
 */
public record WebhookTarget(Endpoint endpoint, @Nullable Path secretFile) {}
