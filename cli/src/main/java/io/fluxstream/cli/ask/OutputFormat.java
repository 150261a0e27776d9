package io.fluxstream.cli.ask;

/** How an answer is shown. */
enum OutputFormat {
    TABLE,
    WIDE,
    JSON,
    YAML,
    NAME
}
