package io.fluxstream.cli.config;

import org.jspecify.annotations.Nullable;

/**
 * The section {@code http}: where a role shows its health, its metrics and its configuration.
 *
 * @param port 0 for none; null for the default of the command
 * @param address a name or address of this machine; null for the default of the command
 */
public record HttpSettings(@Nullable Integer port, @Nullable String address) {
    static final HttpSettings DEFAULT = new HttpSettings(null, null);

    static HttpSettings read(Section section) {
        section.allow("port", "address");
        return new HttpSettings(
                section.text("port").isPresent() ? section.number("port", 0, 0, 65_535) : null,
                section.text("address").orElse(null));
    }
}
