package io.fluxstream.cli.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One of {@code clusters}.
 *
 * @param name as it appears in every topic and answer
 */
public record ClusterSettings(String name, Source source) {
    /** Where a cluster is watched: exactly one of these. */
    public sealed interface Source {
        <R> R match(Cases<R> cases);

        /** What to do with each of them. */
        interface Cases<R> {
            R context(Context source);

            R endpoint(Endpoint source);

            R inCluster();

            R recording(Recording source);
        }
    }

    /**
     * A context of a kubeconfig.
     *
     * @param context null for the current one
     * @param kubeconfig null for the usual ones: $KUBECONFIG, or ~/.kube/config
     */
    public record Context(
            @Nullable String context, @Nullable Path kubeconfig) implements Source {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.context(this);
        }
    }

    /**
     * The address of an API server.
     *
     * @param address host:port, or a URL
     * @param tokenFile read again whenever it changes; null for an endpoint that knows its clients by other means
     * @param caFile null for the certificates that this machine trusts
     */
    public record Endpoint(
            String address,
            @Nullable Path tokenFile,
            @Nullable Path caFile) implements Source {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.endpoint(this);
        }
    }

    /** The cluster that this process runs in. */
    public record InCluster() implements Source {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.inCluster();
        }
    }

    /** A recording in place of a cluster. */
    public record Recording(Path file) implements Source {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.recording(this);
        }
    }

    public ClusterSettings {
        if (name.isBlank() || name.contains("/")) {
            throw new IllegalArgumentException("name must not be empty nor contain a slash, but was \"" + name + "\"");
        }
    }

    static ClusterSettings read(Section section) {
        section.allow("name", "context", "kubeconfig", "endpoint", "tokenFile", "caFile", "inCluster", "recording");
        String name = section.requiredText("name");
        Optional<String> context = section.text("context");
        Optional<Path> kubeconfig = section.text("kubeconfig").map(Path::of);
        Optional<String> endpoint = section.text("endpoint");
        Optional<Path> tokenFile = section.text("tokenFile").map(Path::of);
        Optional<Path> caFile = section.text("caFile").map(Path::of);
        Optional<Path> recording = section.text("recording").map(Path::of);
        List<Source> sources = new ArrayList<>();
        if (context.isPresent() || kubeconfig.isPresent()) {
            sources.add(new Context(context.orElse(null), kubeconfig.orElse(null)));
        }
        endpoint.ifPresent(address -> Address.requireNoCredentials("endpoint", address));
        endpoint.ifPresent(address -> sources.add(new Endpoint(address, tokenFile.orElse(null), caFile.orElse(null))));
        if (section.flag("inCluster")) {
            sources.add(new InCluster());
        }
        recording.ifPresent(file -> sources.add(new Recording(file)));
        if (sources.size() != 1) {
            throw new ConfigurationException(
                    section.path(),
                    ": cluster \"" + name
                            + "\" needs exactly one of endpoint, context (or kubeconfig), inCluster: true and recording, but has "
                            + (sources.isEmpty() ? "none" : sources.size()));
        }
        if (endpoint.isEmpty() && (tokenFile.isPresent() || caFile.isPresent())) {
            throw new ConfigurationException(
                    section.path(),
                    ": tokenFile and caFile belong to an endpoint, and cluster \"" + name + "\" has none");
        }
        return new ClusterSettings(name, sources.get(0));
    }
}
