package io.fluxstream.notify.cloudevents;

/** Where the attributes of an event stand. */
public enum Mode {
    /** In headers; the data is the body. */
    BINARY,
    /** Beside the data, in one JSON object. */
    STRUCTURED
}
