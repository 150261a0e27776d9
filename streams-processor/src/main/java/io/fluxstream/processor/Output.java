package io.fluxstream.processor;

import org.jspecify.annotations.Nullable;

/** A record on its way out: the sink it goes to, its key, and its value or null for a tombstone. */
@SuppressWarnings("ArrayRecordComponent") // compared and printed nowhere; a copy per record would only cost
record Output(String sink, byte[] key, byte @Nullable [] value) {
    int size() {
        return key.length + (value == null ? 0 : value.length);
    }
}
