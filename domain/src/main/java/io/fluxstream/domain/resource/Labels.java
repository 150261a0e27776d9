package io.fluxstream.domain.resource;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Names with values in the order of their names, never changed. A record in two carries labels, and an engine keeps those of every
 * resource: they take no more than an array, and are compared without being looked up.
 */
public final class Labels extends AbstractMap<String, String> {
    private static final Labels NONE = new Labels(new String[0]);

    /** Name, value, name, value and so on. */
    private final String[] pairs;

    private Labels(String[] pairs) {
        this.pairs = pairs;
    }

    /** The same labels; the map itself when it is one of these. */
    public static Labels of(Map<String, String> labels) {
        if (labels instanceof Labels same) {
            return same;
        }
        String[] pairs = new String[2 * labels.size()];
        int end = 0;
        for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
            pairs[end++] = label.getKey();
            pairs[end++] = label.getValue();
        }
        return of(pairs, end);
    }

    /**
     * Labels as they were written one after another. Of a name that comes twice the last value counts.
     *
     * @param pairs name, value, name, value and so on, in any order of names
     * @param length how much of the array counts
     */
    public static Labels of(String[] pairs, int length) {
        if (length == 0) {
            return NONE;
        }
        for (int i = 2; i < length; i += 2) {
            if (pairs[i - 2].compareTo(pairs[i]) >= 0) {
                return sorted(pairs, length);
            }
        }
        return new Labels(Arrays.copyOf(pairs, length));
    }

    private static Labels sorted(String[] pairs, int length) {
        Map<String, String> sorted = new TreeMap<>();
        for (int i = 0; i < length; i += 2) {
            sorted.put(pairs[i], pairs[i + 1]);
        }
        return of(sorted);
    }

    @Override
    public int size() {
        return pairs.length / 2;
    }

    @Override
    public @Nullable String get(Object name) {
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i].equals(name)) {
                return pairs[i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean containsKey(Object name) {
        return get(name) != null;
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return pairs.length / 2;
            }

            @Override
            public Iterator<Entry<String, String>> iterator() {
                return new Entries();
            }
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels labels ? Arrays.equals(pairs, labels.pairs) : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    private final class Entries implements Iterator<Entry<String, String>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < pairs.length;
        }

        @Override
        public Entry<String, String> next() {
            if (next >= pairs.length) {
                throw new NoSuchElementException("there are no more labels");
            }
            next += 2;
            return Map.entry(pairs[next - 2], pairs[next - 1]);
        }
    }
}
