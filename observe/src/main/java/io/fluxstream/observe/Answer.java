package io.fluxstream.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;

/** What is answered to a request: a status, the type of what follows, and how to write it. */
record Answer(int status, String contentType, Body body) {
    static final int OK = 200;
    static final int NOT_FOUND = 404;
    static final int METHOD_NOT_ALLOWED = 405;
    static final int UNAVAILABLE = 503;

    /** Writes the answer's content; not called for a HEAD. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    static Answer text(int status, String text) {
        return of(status, "text/plain; charset=utf-8", text);
    }

    static Answer of(int status, String contentType, String text) {
        return new Answer(status, contentType, out -> out.write(text.getBytes(UTF_8)));
    }
}
