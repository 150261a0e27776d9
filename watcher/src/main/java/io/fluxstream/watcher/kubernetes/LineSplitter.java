package io.fluxstream.watcher.kubernetes;

import java.util.Arrays;

/** Cuts a stream of bytes at newlines, wherever the network split it. On bytes: a character may arrive in two halves. */
final class LineSplitter {
    /** Far above what etcd stores; a longer line is no watch event. */
    private static final int MAX_LINE = 16 * 1024 * 1024;

    private static final int KEPT = 64 * 1024;
    private static final byte[] NOTHING = {};

    private byte[] rest = NOTHING;
    private int restLength;
    private boolean skipping;

    /** Takes the lines; the bytes are only valid during the call. */
    @FunctionalInterface
    interface LineHandler {
        void line(byte[] bytes, int offset, int length);
    }

    /** Hands over the lines that end in this chunk; blank ones are left out, oversized ones are empty. */
    void feed(byte[] chunk, LineHandler handler) {
        int from = 0;
        for (int i = 0; i < chunk.length; i++) {
            if (chunk[i] == '\n') {
                end(chunk, from, i, handler);
                from = i + 1;
            }
        }
        keep(chunk, from);
    }

    private void end(byte[] chunk, int from, int to, LineHandler handler) {
        if (skipping) {
            skipping = false;
            handler.line(NOTHING, 0, 0);
        } else if (restLength == 0) {
            if (to > from) {
                handler.line(chunk, from, to - from);
            }
        } else {
            append(chunk, from, to);
            handler.line(rest, 0, restLength);
        }
        restLength = 0;
        if (rest.length > KEPT) {
            rest = NOTHING;
        }
    }

    private void keep(byte[] chunk, int from) {
        if (skipping || from == chunk.length) {
            return;
        }
        if (restLength + chunk.length - from > MAX_LINE) {
            skipping = true;
            rest = NOTHING;
            restLength = 0;
            return;
        }
        append(chunk, from, chunk.length);
    }

    private void append(byte[] chunk, int from, int to) {
        int length = restLength + to - from;
        if (length > rest.length) {
            rest = Arrays.copyOf(rest, Math.max(length, Math.min(2 * rest.length, MAX_LINE)));
        }
        System.arraycopy(chunk, from, rest, restLength, to - from);
        restLength = length;
    }
}
