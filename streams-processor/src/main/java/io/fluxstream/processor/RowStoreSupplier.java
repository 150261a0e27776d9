package io.fluxstream.processor;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/** Makes the store of one partition's rows. */
record RowStoreSupplier(String name, StateSize size) implements KeyValueBytesStoreSupplier {
    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        return new HashedRows(name, size);
    }

    @Override
    public String metricsScope() {
        return "hashed";
    }
}
