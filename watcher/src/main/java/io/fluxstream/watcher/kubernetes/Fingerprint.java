package io.fluxstream.watcher.kubernetes;

import io.fluxstream.domain.status.Condition;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** What an observation says, in 64 bits: all but when it was made and at which resource version. */
final class Fingerprint {
    /** Kubernetes allows it in no text. */
    private static final char END = '\0';

    private final StringBuilder text = new StringBuilder(1_024);

    private Fingerprint() {}

    static long of(Observed observed) {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.add(observed.apiVersion());
        fingerprint.add(observed.uid());
        fingerprint.add(observed.generation());
        fingerprint.add(observed.observedGeneration());
        fingerprint.add(observed.deletionTimestamp());
        fingerprint.add(observed.suspended());
        fingerprint.add(observed.neverReady());
        fingerprint.add(observed.interval());
        fingerprint.add(observed.dependsOn());
        fingerprint.add(observed.source());
        observed.conditions().forEach(fingerprint::add);
        fingerprint.add(observed.appliedRevision());
        fingerprint.add(observed.attemptedRevision());
        fingerprint.add(observed.artifactRevision());
        fingerprint.add(observed.handledReconcileAt());
        fingerprint.add(observed.labels());
        return fingerprint.value();
    }

    private void add(Condition condition) {
        add(condition.type());
        add(condition.status());
        add(condition.reason());
        add(condition.message());
        add(condition.observedGeneration());
        add(condition.lastTransitionTime());
    }

    private void add(@Nullable Object part) {
        text.append(part).append(END);
    }

    private long value() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
