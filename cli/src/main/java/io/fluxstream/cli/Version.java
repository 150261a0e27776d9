package io.fluxstream.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version as the build wrote it into the archive. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(from class files)");
        return new String[] {
            "flux-stream " + version + ", Java " + Runtime.version().feature()
        };
    }
}
