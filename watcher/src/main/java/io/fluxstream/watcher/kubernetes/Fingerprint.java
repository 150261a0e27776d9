package io.fluxstream.watcher.kubernetes;

import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What an observation says, in 64 bits: all but when it was made and at which resource version. */
final class Fingerprint {
    private Fingerprint() {}

    static long of(Observed observed) {
        String text = String.join(
                "\n",
                observed.apiVersion(),
                observed.uid(),
                String.valueOf(observed.generation()),
                String.valueOf(observed.observedGeneration()),
                String.valueOf(observed.deletionTimestamp()),
                String.valueOf(observed.suspended()),
                String.valueOf(observed.neverReady()),
                String.valueOf(observed.interval()),
                String.valueOf(observed.dependsOn()),
                String.valueOf(observed.source()),
                String.valueOf(observed.conditions()),
                String.valueOf(observed.appliedRevision()),
                String.valueOf(observed.attemptedRevision()),
                String.valueOf(observed.artifactRevision()),
                String.valueOf(observed.handledReconcileAt()),
                String.valueOf(observed.labels()));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
