package io.fluxstream.history.file;

/** The first and the last line of an export. */
final class Marks {
    static final String BEGINNING = "{\"export\":\"flux-stream\",\"version\":1,\"topic\":\"flux-status\"}";

    private Marks() {}

    static String end(long records) {
        return "{\"end\":true,\"records\":" + records + "}";
    }
}
