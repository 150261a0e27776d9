package io.fluxstream.notify.webhook;

import io.fluxstream.notify.http.CredentialFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Signs with whatever secrets a file holds at the moment. */
public final class Signer {
    private final @Nullable Path secretFile;
    private final Clock clock;

    /** @param secretFile null to sign nothing */
    public Signer(@Nullable Path secretFile, Clock clock) {
        this.secretFile = secretFile;
        this.clock = clock;
    }

    /**
     * The headers that go with a body.
     *
     * @param id by which the receiver knows what it was sent already
     */
    public Map<String, String> headers(String id, byte[] body) throws CredentialFile.UnusableException {
        Path file = secretFile;
        List<String> secrets = file == null ? List.of() : CredentialFile.lines("secretFile", file);
        try {
            return Signature.headers(id, clock.instant().getEpochSecond(), body, secrets);
        } catch (IllegalArgumentException notBase64) {
            throw new CredentialFile.UnusableException(
                    "cannot be sent to: what follows whsec_ in secretFile " + file + " is not Base64");
        }
    }
}
