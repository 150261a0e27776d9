package io.fluxstream.rules.testing;

import io.fluxstream.domain.phase.Phase;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a step of a history can say of a resource. */
enum State {
    READY("True", "ReconciliationSucceeded", Phase.READY),
    FAILED("False", "ReconciliationFailed", Phase.FAILED),
    WAITING("False", "DependencyNotReady", Phase.WAITING),
    PROGRESSING("Unknown", "Progressing", Phase.PROGRESSING),
    /** In turn failed and ready, beginning with failed. */
    FLAPPING("False", "ReconciliationFailed", Phase.FAILED),
    PENDING(null, "", Phase.PENDING),
    STATIC(null, "", Phase.STATIC),
    /** Its conditions stay as they are. */
    SUSPENDED(null, "", Phase.SUSPENDED),
    /** No longer suspended, with the conditions that it had. */
    RESUMED(null, "", null),
    DELETING(null, "", Phase.DELETING),
    DELETED(null, "", Phase.GONE);

    /** By the words of histories. */
    static final Map<String, State> BY_WORD = Arrays.stream(values())
            .collect(Collectors.toMap(
                    state -> state.name().toLowerCase(Locale.ROOT),
                    Function.identity(),
                    (one, other) -> one,
                    LinkedHashMap::new));

    private final @Nullable String ready;
    private final String reason;
    private final @Nullable Phase phase;

    State(@Nullable String ready, String reason, @Nullable Phase phase) {
        this.ready = ready;
        this.reason = reason;
        this.phase = phase;
    }

    /** The status of its Ready condition; null when it says nothing about it. */
    @Nullable String ready() {
        return ready;
    }

    /** The reason unless another one is given. */
    String reason() {
        return reason;
    }

    /** How flux-stream must read it; null when that depends on what was before. */
    @Nullable Phase phase() {
        return phase;
    }
}
