package io.fluxstream.rules.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys that a mapping may have, and what to say of some that people bring from elsewhere. */
public final class Keys {
    private final List<String> known;
    private final Map<String, String> foreign;

    private Keys(List<String> known, Map<String, String> foreign) {
        this.known = known;
        this.foreign = foreign;
    }

    public static Keys of(String... known) {
        return new Keys(List.of(known), Map.of());
    }

    /** The same keys; of {@code key}, which is not one of them, {@code advice} is said. */
    public Keys insteadOf(String key, String advice) {
        Map<String, String> more = new LinkedHashMap<>(foreign);
        more.put(key, advice);
        return new Keys(known, more);
    }

    boolean has(String key) {
        return known.contains(key);
    }

    /** What is wrong with an unknown key. */
    String unknown(String key) {
        String advice = foreign.get(key);
        if (advice != null) {
            return "unknown key; " + advice;
        }
        Optional<String> near = NearMiss.of(key, known);
        return "unknown key; "
                + near.map(word -> "did you mean " + word + "?")
                        .orElse("one of " + String.join(", ", known) + " was expected");
    }
}
