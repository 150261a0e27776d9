package io.fluxstream.observe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a role is.
 *
 * @param beyondMending why only a new process can help, in one sentence; null as long as this one can mend itself
 * @param missing what keeps the role from its work, a sentence each; empty when it is at work
 */
public record Health(@Nullable String beyondMending, List<String> missing) {
    private static final Health READY = new Health(null, List.of());

    public Health {
        missing = List.copyOf(missing);
    }

    /** At work. */
    public static Health ready() {
        return READY;
    }

    /** Alive, but without what the sentences name; at work when they name nothing. */
    public static Health without(Collection<String> missing) {
        return missing.isEmpty() ? READY : new Health(null, List.copyOf(missing));
    }

    /** To be replaced by a new process. */
    public static Health beyondMending(String why) {
        return new Health(why, List.of(why));
    }

    public boolean isLive() {
        return beyondMending == null;
    }

    public boolean isReady() {
        return isLive() && missing.isEmpty();
    }

    /** How several roles in one process are together: as good as the worst of them. */
    public Health and(Health other) {
        List<String> both = new ArrayList<>(missing);
        both.addAll(other.missing);
        return new Health(beyondMending == null ? other.beyondMending : beyondMending, both);
    }
}
