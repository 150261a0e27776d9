package io.fluxstream.history.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What stands before each block, in a frame that zstd skips.
 *
 * @param compressed how many bytes of zstd follow
 * @param text how many bytes of lines they become
 * @param records how many of the lines are records
 * @param lastAppended when the last of them was appended, in milliseconds since 1970; 0 in a block without records
 */
record BlockHeader(int compressed, int text, int records, long lastAppended) {
    static final int BYTES = 36;

    private static final int SKIPPABLE = 0x184D2A5E;
    private static final int CONTENT = BYTES - 8;
    private static final int OURS = 0x53584C46;
    private static final int VERSION = 1;
    private static final int LARGEST = 64 << 20;

    byte[] bytes() {
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(SKIPPABLE)
                .putInt(CONTENT)
                .putInt(OURS)
                .putInt(VERSION)
                .putInt(compressed)
                .putInt(text)
                .putInt(records)
                .putLong(lastAppended)
                .array();
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static BlockHeader read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (in.getInt() != SKIPPABLE || in.getInt() != CONTENT || in.getInt() != OURS) {
            throw new IllegalArgumentException("no block of an export");
        }
        int version = in.getInt();
        if (version != VERSION) {
            throw new IllegalArgumentException("version " + version + ", and this flux-stream reads " + VERSION);
        }
        BlockHeader header = new BlockHeader(in.getInt(), in.getInt(), in.getInt(), in.getLong());
        if (header.compressed <= 0 || header.compressed > LARGEST || header.text <= 0 || header.text > LARGEST) {
            throw new IllegalArgumentException("no block of an export");
        }
        return header;
    }
}
