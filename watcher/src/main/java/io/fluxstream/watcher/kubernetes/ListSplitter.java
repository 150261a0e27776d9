package io.fluxstream.watcher.kubernetes;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts the items out of a list as it streams in, so that never more than one of them is in memory.
 *
 * <p>What is left, the envelope, is the list with an empty array of items: API servers send the list's own resource version
 * after the items.
 */
final class ListSplitter {
    private static final int MAX_ITEM = 16 * 1024 * 1024;
    private static final String ITEMS = "items";

    private final ByteArrayOutputStream envelope = new ByteArrayOutputStream(256);
    private ByteArrayOutputStream item = new ByteArrayOutputStream(8 * 1024);
    private final ByteArrayOutputStream name = new ByteArrayOutputStream(32);
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean inItems;
    private boolean nameIsItems;
    private boolean stringIsFirstOfPair = true;

    /** Takes the items; the bytes are the receiver's. */
    @FunctionalInterface
    interface ItemHandler {
        void item(byte[] bytes) throws IOException;
    }

    void feed(byte[] chunk, ItemHandler handler) throws IOException {
        int at = 0;
        while (at < chunk.length) {
            if (!inItems) {
                inEnvelope(chunk[at++]);
            } else if (depth == 2 && chunk[at] != '{') {
                betweenItems(chunk[at++]);
            } else {
                at = inItem(chunk, at, handler);
            }
        }
    }

    /** The list without its items. */
    byte[] envelope() {
        return envelope.toByteArray();
    }

    /** Whether the list was read to its end. */
    boolean isComplete() {
        return depth == 0 && envelope.size() > 0 && !inString;
    }

    private void inEnvelope(byte b) {
        envelope.write(b);
        if (inString) {
            string(b);
            return;
        }
        switch (b) {
            case '"' -> {
                inString = true;
                name.reset();
            }
            case '{' -> {
                depth++;
                stringIsFirstOfPair = true;
            }
            case '[' -> {
                depth++;
                inItems = depth == 2 && nameIsItems;
            }
            case '}', ']' -> depth--;
            case ':' -> stringIsFirstOfPair = false;
            case ',' -> {
                stringIsFirstOfPair = true;
                nameIsItems = false;
            }
            default -> {}
        }
    }

    private void string(byte b) {
        if (escaped) {
            escaped = false;
        } else if (b == '\\') {
            escaped = true;
        } else if (b == '"') {
            inString = false;
            if (depth == 1 && stringIsFirstOfPair) {
                nameIsItems = name.toString(StandardCharsets.UTF_8).equals(ITEMS);
            }
        } else if (depth == 1 && name.size() <= ITEMS.length()) {
            name.write(b);
        }
    }

    private void betweenItems(byte b) {
        if (b == ']') {
            envelope.write(b);
            depth--;
            inItems = false;
            nameIsItems = false;
        }
    }

    /** Goes on in an item, which begins and ends at depth 2, the array's own. Says up to where in the chunk it came. */
    private int inItem(byte[] chunk, int from, ItemHandler handler) throws IOException {
        int at = from;
        do {
            byte b = chunk[at++];
            if (inString) {
                if (escaped) {
                    escaped = false;
                } else if (b == '\\') {
                    escaped = true;
                } else if (b == '"') {
                    inString = false;
                }
            } else if (b == '"') {
                inString = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
            }
        } while (depth > 2 && at < chunk.length);
        if (item.size() + at - from > MAX_ITEM) {
            throw new IOException("an item of the list is larger than " + MAX_ITEM + " bytes");
        }
        if (depth > 2) {
            item.write(chunk, from, at - from);
        } else if (item.size() == 0) {
            handler.item(Arrays.copyOfRange(chunk, from, at));
        } else {
            item.write(chunk, from, at - from);
            handler.item(item.toByteArray());
            item = item.size() > 64 * 1024 ? new ByteArrayOutputStream(8 * 1024) : cleared(item);
        }
        return at;
    }

    private static ByteArrayOutputStream cleared(ByteArrayOutputStream buffer) {
        buffer.reset();
        return buffer;
    }
}
