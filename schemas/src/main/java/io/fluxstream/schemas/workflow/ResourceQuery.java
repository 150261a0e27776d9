package io.fluxstream.schemas.workflow;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which items of an answer are wanted, and how many; all fields may be left out.
 *
 * @param phases names of phases
 * @param limit the most items of one answer
 * @param continueAt where the last answer ended, as it said
 */
public record ResourceQuery(
        List<String> kinds,
        @Nullable String namespace,
        List<String> phases,
        @Nullable Integer limit,
        @Nullable String continueAt) {
    /** Everything. */
    public static final ResourceQuery ALL = new ResourceQuery(List.of(), null, List.of(), null, null);

    public ResourceQuery {
        kinds = List.copyOf(kinds);
        phases = List.copyOf(phases);
    }
}
