package io.fluxstream.processor;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Rows by key, in no order, on the heap: what the changelog is read back into.
 *
 * <p>They are written one by one and read all at once. Kafka Streams' own store keeps them sorted for queries of ranges that nobody
 * makes, which took a twentieth of a stream thread's time.
 */
final class HashedRows implements KeyValueStore<Bytes, byte[]> {
    private final String name;
    private final StateSize size;
    private final Map<Bytes, byte[]> rows = new HashMap<>();
    private boolean open;

    HashedRows(String name, StateSize size) {
        this.name = name;
        this.size = size;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> put(Bytes.wrap(key), value));
        open = true;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void put(Bytes key, byte @Nullable [] value) {
        byte[] before = value == null ? rows.remove(key) : rows.put(key, value);
        count(key, before, -1);
        count(key, value, 1);
    }

    private void count(Bytes key, byte @Nullable [] value, int sign) {
        if (value != null) {
            size.add(sign, (long) sign * (key.get().length + value.length));
        }
    }

    @Override
    public byte @Nullable [] putIfAbsent(Bytes key, byte @Nullable [] value) {
        byte[] known = rows.get(key);
        if (known == null) {
            put(key, value);
        }
        return known;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte @Nullable [] delete(Bytes key) {
        byte[] before = rows.remove(key);
        count(key, before, -1);
        return before;
    }

    @Override
    public byte @Nullable [] get(Bytes key) {
        return rows.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(@Nullable Bytes from, @Nullable Bytes to) {
        throw new UnsupportedOperationException("rows have no order");
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return new Rows(rows.entrySet().iterator());
    }

    @Override
    public long approximateNumEntries() {
        return rows.size();
    }

    /** Nobody queries the store from outside, so nobody needs to know up to which record it has read. */
    @Override
    public Position getPosition() {
        return Position.emptyPosition();
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        rows.forEach((key, value) -> count(key, value, -1));
        rows.clear();
        open = false;
    }

    /** Goes through the rows once. */
    private static final class Rows implements KeyValueIterator<Bytes, byte[]> {
        private final Iterator<Map.Entry<Bytes, byte[]>> entries;
        private Map.@Nullable Entry<Bytes, byte[]> next;

        Rows(Iterator<Map.Entry<Bytes, byte[]>> entries) {
            this.entries = entries;
            advance();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public KeyValue<Bytes, byte[]> next() {
            KeyValue<Bytes, byte[]> row = KeyValue.pair(peekNextKey(), peeked().getValue());
            advance();
            return row;
        }

        @Override
        public Bytes peekNextKey() {
            return peeked().getKey();
        }

        private Map.Entry<Bytes, byte[]> peeked() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            return next;
        }

        private void advance() {
            next = entries.hasNext() ? entries.next() : null;
        }

        @Override
        public void close() {
            next = null;
        }
    }
}
