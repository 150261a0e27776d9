package io.fluxstream.cli.ask;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What people call kinds on a command line. */
final class KindNames {
    private static final Map<String, String> KINDS = new LinkedHashMap<>();

    static {
        name("Kustomization", "ks", "kustomizations");
        name("HelmRelease", "hr", "helmreleases");
        name("GitRepository", "gitrepo", "gitrepositories");
        name("HelmRepository", "helmrepo", "helmrepositories");
        name("OCIRepository", "ocirepo", "ocirepositories");
        name("Bucket", "buckets");
        name("HelmChart", "hc", "helmcharts");
        name("ExternalArtifact", "ea", "externalartifacts");
        name("FluxInstance", "fluxinstances");
        name("ResourceSet", "rset", "resourcesets");
        name("ArtifactGenerator", "ag", "artifactgenerators");
        name("ImageRepository", "imagerepo", "imagerepositories");
        name("ImagePolicy", "imagepolicies");
        name("ImageUpdateAutomation", "imageupdateautomations", "iua");
        name("Receiver", "receivers");
        name("Alert", "alertresource");
        name("Provider", "providers");
    }

    private KindNames() {}

    private static void name(String kind, String... names) {
        KINDS.put(kind.toLowerCase(Locale.ROOT), kind);
        Arrays.stream(names).forEach(name -> KINDS.put(name, kind));
    }

    /** The kind that is meant; a name with a dot and one in capitals count as they are. */
    static Optional<String> kind(String name) {
        String known = KINDS.get(name.toLowerCase(Locale.ROOT));
        if (known != null) {
            return Optional.of(known);
        }
        boolean asItIs = !name.isEmpty() && Character.isUpperCase(name.charAt(0)) && !name.contains("/");
        return asItIs ? Optional.of(name) : Optional.empty();
    }

    static List<String> known() {
        return List.copyOf(KINDS.keySet());
    }
}
