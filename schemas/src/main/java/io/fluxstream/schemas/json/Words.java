package io.fluxstream.schemas.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** The words of closed sets, by the names they have on the wire. */
final class Words {
    private Words() {}

    /** In the order of the set. */
    static <E extends Enum<E>> Map<String, E> of(E[] values, Function<E, String> wireName) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E value : values) {
            words.put(wireName.apply(value), value);
        }
        return Collections.unmodifiableMap(words);
    }
}
