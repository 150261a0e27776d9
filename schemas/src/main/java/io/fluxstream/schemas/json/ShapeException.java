package io.fluxstream.schemas.json;

import java.io.IOException;

/** JSON of the wrong shape. The message names the field and quotes nothing of what was found there. */
final class ShapeException extends IOException {
    private static final long serialVersionUID = 1L;

    ShapeException(String path, String complaint) {
        super(path.isEmpty() ? complaint : path + ' ' + complaint);
    }

    /** A stream of bad records would otherwise cost more than a good one. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
