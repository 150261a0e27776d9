package io.fluxstream.history.file;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fluxstream.history.log.LogRecord;
import io.fluxstream.schemas.Topics;
import io.fluxstream.schemas.json.WireTime;
import java.io.ByteArrayOutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A record as a line: {@code {"partition":3,"offset":17,"appendedAt":"...","key":"...","value":{...}}}.
 *
 * <p>The value stands there as it is, byte for byte; what is no JSON of flux-status stands as {@code valueBase64}, what is no plain key as
 * {@code keyBase64}.
 */
final class RecordLine {
    private static final byte[] PARTITION = ascii("{\"partition\":");
    private static final byte[] OFFSET = ascii(",\"offset\":");
    private static final byte[] APPENDED_AT = ascii(",\"appendedAt\":\"");
    private static final byte[] KEY = ascii("\",\"key\":");
    private static final byte[] KEY_BASE64 = ascii("\",\"keyBase64\":\"");
    private static final byte[] VALUE = ascii(",\"value\":");
    private static final byte[] VALUE_BASE64 = ascii(",\"valueBase64\":\"");
    private static final byte[] NULL = ascii("null");
    private static final int TIME_LENGTH = "2026-11-21T10:03:29.299Z".length();

    private RecordLine() {}

    /** Writes a record, without the line's end. */
    static void write(LogRecord record, boolean isJson, ByteArrayOutputStream out) {
        out.writeBytes(PARTITION);
        out.writeBytes(ascii(Integer.toString(record.partition())));
        out.writeBytes(OFFSET);
        out.writeBytes(ascii(Long.toString(record.offset())));
        out.writeBytes(APPENDED_AT);
        out.writeBytes(ascii(WireTime.format(record.appendedAt())));
        writeKey(record.key(), out);
        writeValue(record.value(), isJson, out);
        out.write('}');
    }

    private static void writeKey(byte @Nullable [] key, ByteArrayOutputStream out) {
        if (key != null && !isPlain(key)) {
            out.writeBytes(KEY_BASE64);
            out.writeBytes(Base64.getEncoder().encode(key));
            out.write('"');
            return;
        }
        out.writeBytes(KEY);
        if (key == null) {
            out.writeBytes(NULL);
        } else {
            out.write('"');
            out.writeBytes(key);
            out.write('"');
        }
    }

    private static void writeValue(byte @Nullable [] value, boolean isJson, ByteArrayOutputStream out) {
        if (value != null && !isJson) {
            out.writeBytes(VALUE_BASE64);
            out.writeBytes(Base64.getEncoder().encode(value));
            out.write('"');
        } else {
            out.writeBytes(VALUE);
            out.writeBytes(value == null ? NULL : value);
        }
    }

    /** Whether a value can stand in a line as it is: JSON without a line break. */
    static boolean isJson(byte @Nullable [] value) {
        if (value == null) {
            return true;
        }
        for (byte b : value) {
            if (b == '\n') {
                return false;
            }
        }
        return Topics.STATUS.codec().decode(value).match(event -> true, unknownType -> true, malformed -> false);
    }

    private static boolean isPlain(byte[] key) {
        for (byte b : key) {
            if (b <= ' ' || b > '~' || b == '"' || b == '\\') {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException if it is none of ours
     */
    static LogRecord read(byte[] bytes, int from, int to) {
        Cursor in = new Cursor(bytes, from, to);
        in.expect(PARTITION);
        int partition = (int) in.number();
        in.expect(OFFSET);
        long offset = in.number();
        in.expect(APPENDED_AT);
        Instant appendedAt = in.time();
        byte[] key = in.key();
        byte[] value = in.value();
        return new LogRecord(partition, offset, appendedAt, key, value);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    /** Reads the parts of a line in their order. */
    private static final class Cursor {
        private final byte[] bytes;
        private final int end;
        private int at;

        Cursor(byte[] bytes, int from, int to) {
            this.bytes = bytes;
            this.at = from;
            this.end = to;
        }

        boolean has(byte[] expected) {
            int behind = at + expected.length;
            if (behind > end || !Arrays.equals(bytes, at, behind, expected, 0, expected.length)) {
                return false;
            }
            at = behind;
            return true;
        }

        void expect(byte[] expected) {
            if (!has(expected)) {
                throw new IllegalArgumentException("no record");
            }
        }

        long number() {
            long number = 0;
            int start = at;
            while (at < end && bytes[at] >= '0' && bytes[at] <= '9' && at - start < 18) {
                number = number * 10 + bytes[at] - '0';
                at++;
            }
            if (at == start) {
                throw new IllegalArgumentException("no number");
            }
            return number;
        }

        Instant time() {
            if (end - at < TIME_LENGTH) {
                throw new IllegalArgumentException("no time");
            }
            String text = new String(bytes, at, TIME_LENGTH, US_ASCII);
            at += TIME_LENGTH;
            try {
                return WireTime.parse(text);
            } catch (DateTimeException noTime) {
                throw new IllegalArgumentException("no time", noTime);
            }
        }

        byte @Nullable [] key() {
            if (has(KEY_BASE64)) {
                return Base64.getDecoder().decode(quoted());
            }
            expect(KEY);
            if (has(NULL)) {
                return null;
            }
            at++;
            return quoted();
        }

        byte @Nullable [] value() {
            if (has(VALUE_BASE64)) {
                return Base64.getDecoder().decode(quoted());
            }
            expect(VALUE);
            if (at == end || bytes[end - 1] != '}') {
                throw new IllegalArgumentException("no end");
            }
            byte[] value = Arrays.copyOfRange(bytes, at, end - 1);
            return Arrays.equals(value, NULL) ? null : value;
        }

        /** Up to the next quotation mark, and past it. */
        private byte[] quoted() {
            int start = at;
            while (at < end && bytes[at] != '"') {
                at++;
            }
            if (at == end) {
                throw new IllegalArgumentException("no end of text");
            }
            byte[] text = Arrays.copyOfRange(bytes, start, at);
            at++;
            return text;
        }
    }
}
