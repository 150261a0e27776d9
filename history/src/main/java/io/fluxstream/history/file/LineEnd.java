package io.fluxstream.history.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds the ends of lines eight bytes at a time: looking at every byte took a twelfth of a backtest. */
final class LineEnd {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long ENDS = '\n' * ONES;

    private LineEnd() {}

    /** Where the next line feed stands at or behind {@code from}; the length of the text when there is none. */
    static int from(byte[] text, int from) {
        int i = from;
        for (; i <= text.length - Long.BYTES; i += Long.BYTES) {
            // A byte that was a line feed is zero now, and only below a zero byte is borrowed from.
            long zeroes = (long) LONGS.get(text, i) ^ ENDS;
            long found = (zeroes - ONES) & ~zeroes & HIGH_BITS;
            if (found != 0) {
                return i + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (i < text.length && text[i] != '\n') {
            i++;
        }
        return i;
    }
}
