package io.fluxstream.cli.config;

import io.fluxstream.security.tls.TlsFiles;

/** A section {@code tls}: where certificates and keys are. It says by being there that connections are encrypted. */
final class TlsSettings {
    private TlsSettings() {}

    static TlsFiles read(Section section) {
        section.allow("caFile", "certificateFile", "keyFile", "keyPasswordFile");
        return files(section);
    }

    static TlsFiles files(Section section) {
        return new TlsFiles(
                section.file("caFile"),
                section.file("certificateFile"),
                section.file("keyFile"),
                section.file("keyPasswordFile"));
    }
}
