package io.fluxstream.domain.engine;

/**
 * How memory is laid out in rows. Every row begins with the format's number, the cluster's clock and its count of records
 * when it was written; since every record writes a row, the greatest of all rows are the cluster's.
 */
final class MemoryFormat {
    /** Raised whenever older rows cannot be read any more. */
    static final int VERSION = 3;

    private MemoryFormat() {}

    static void begin(RowWriter out, long clock, long records) {
        out.begin();
        out.number(VERSION);
        out.number(clock);
        out.number(records);
    }

    /** Checks the format; the clock and the count of records are what comes next. */
    static void begin(RowReader in) {
        long version = in.number();
        if (version != VERSION) {
            throw new IncompatibleMemoryException(
                    "it has format " + version + " but this version of flux-stream reads format " + VERSION);
        }
    }
}
