package io.fluxstream.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version as the build wrote it into the archive. */
public final class Version implements IVersionProvider {
    /** The version alone. */
    public static String text() {
        return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                .orElse("(from class files)");
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "flux-stream " + text() + ", Java " + Runtime.version().feature()
        };
    }
}
