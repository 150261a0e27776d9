package io.fluxstream.cli.config;

import java.util.List;

/**
 * A further kind: one that is watched beside those of Flux.
 *
 * @param versions the first one that a cluster serves is taken
 */
public record KindSettings(String group, String kind, List<String> versions) {
    public KindSettings {
        versions = List.copyOf(versions);
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("versions must name at least one, for instance [v1]");
        }
    }

    static KindSettings read(Section section) {
        section.allow("group", "kind", "versions");
        return new KindSettings(section.requiredText("group"), section.requiredText("kind"), section.texts("versions"));
    }
}
