package io.fluxstream.domain.rule;

import java.util.Locale;

/** How bad it is. */
public enum Severity {
    INFO,
    WARNING,
    ERROR,
    CRITICAL;

    /** As on the wire: in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
