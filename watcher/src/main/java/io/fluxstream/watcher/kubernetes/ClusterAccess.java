package io.fluxstream.watcher.kubernetes;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How to reach and convince an API server. */
public final class ClusterAccess {
    private static final Path SERVICE_ACCOUNT = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

    private final Config config;

    private ClusterAccess(Config config) {
        this.config = config;
    }

    /**
     * A context of a kubeconfig.
     *
     * @param context null for the current one
     * @throws IllegalArgumentException if there is no such file or context, or its certificates cannot be used; names the contexts that exist
     */
    public static ClusterAccess ofContext(@Nullable String context, @Nullable Path kubeconfig) {
        File file = (kubeconfig == null ? defaultKubeconfig(System.getenv()) : kubeconfig).toFile();
        if (!file.isFile()) {
            throw new IllegalArgumentException("there is no kubeconfig " + file);
        }
        Config config;
        try {
            config = Config.fromKubeconfig(context, file);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "the kubeconfig " + file + " cannot be read: "
                            + CallFailure.of(e).text(),
                    e);
        }
        List<String> names = config.getContexts() == null
                ? List.of()
                : config.getContexts().stream()
                        .map(NamedContext::getName)
                        .sorted()
                        .toList();
        if (context != null && !names.contains(context)) {
            throw new IllegalArgumentException("the kubeconfig " + file + " has no context \"" + context
                    + "\"; it has: " + (names.isEmpty() ? "none" : String.join(", ", names)));
        }
        if (config.getCurrentContext() == null) {
            throw new IllegalArgumentException(
                    "the kubeconfig " + file + " has no current context; name one of: " + String.join(", ", names));
        }
        proxies(config, System.getenv());
        requireUsable("the kubeconfig " + file + (context == null ? "" : ", context \"" + context + "\""), config);
        return new ClusterAccess(config);
    }

    /**
     * An API server at {@code host:port} or a URL.
     *
     * @param tokenFile null for one that asks for no credentials, as Tailscale's proxy: the network says who calls
     * @param caFile null for the authorities that this machine trusts
     * @throws IllegalArgumentException if one of the files cannot be read, or the caFile holds no certificate
     */
    public static ClusterAccess ofEndpoint(String endpoint, @Nullable Path tokenFile, @Nullable Path caFile) {
        Config config = Config.empty();
        config.setMasterUrl(endpoint.contains("://") ? endpoint : "https://" + endpoint);
        if (tokenFile != null) {
            requireReadable("tokenFile", endpoint, tokenFile);
            config.setOauthTokenProvider(() -> read(tokenFile));
        }
        if (caFile != null) {
            requireReadable("caFile", endpoint, caFile);
            if (!holdsCertificate(caFile)) {
                // Without any, the client would believe whom this machine trusts.
                throw new IllegalArgumentException(
                        "caFile of endpoint " + endpoint + " holds no certificate in PEM: " + caFile);
            }
            config.setCaCertFile(caFile.toString());
        }
        requireUsable("caFile of endpoint " + endpoint, config);
        proxies(config, System.getenv());
        return new ClusterAccess(config);
    }

    /**
     * The cluster that this process runs in, by its service account.
     *
     * @throws IllegalArgumentException if it runs in none
     */
    public static ClusterAccess inCluster() {
        return inCluster(System.getenv(), SERVICE_ACCOUNT);
    }

    static ClusterAccess inCluster(Map<String, String> environment, Path serviceAccount) {
        String host = environment.get("KUBERNETES_SERVICE_HOST");
        String port = environment.get("KUBERNETES_SERVICE_PORT");
        Path token = serviceAccount.resolve("token");
        if (host == null || port == null || !Files.isReadable(token)) {
            throw new IllegalArgumentException(
                    "inCluster: this process does not run in a cluster with a service account's token");
        }
        Config config = Config.empty();
        config.setMasterUrl("https://" + (host.contains(":") ? '[' + host + ']' : host) + ':' + port);
        Path authority = serviceAccount.resolve("ca.crt");
        if (Files.isReadable(authority)) {
            config.setCaCertFile(authority.toString());
        }
        // Mounted tokens are replaced while the process runs.
        config.setOauthTokenProvider(() -> read(token));
        return new ClusterAccess(config);
    }

    /** Where the API server is, for messages. */
    public String url() {
        return config.getMasterUrl();
    }

    HttpClient client(HttpClients clients, Duration connect) {
        config.setConnectionTimeout((int) connect.toMillis());
        // The followers wait and try again themselves.
        config.setRequestRetryBackoffLimit(0);
        config.setUserAgent("flux-stream");
        return clients.client(config);
    }

    /** The first file of $KUBECONFIG, else the one in the home directory. */
    static Path defaultKubeconfig(Map<String, String> environment) {
        String files = environment.get("KUBECONFIG");
        if (files != null && !files.isBlank()) {
            return Path.of(files.split(File.pathSeparator, 2)[0]);
        }
        return Path.of(System.getProperty("user.home"), ".kube", "config");
    }

    private static void proxies(Config config, Map<String, String> environment) {
        Function<String, @Nullable String> read = name -> {
            String lower = environment.get(name.toLowerCase(Locale.ROOT));
            return lower == null ? environment.get(name) : lower;
        };
        if (config.getHttpsProxy() == null) {
            config.setHttpsProxy(read.apply("HTTPS_PROXY"));
        }
        if (config.getHttpProxy() == null) {
            config.setHttpProxy(read.apply("HTTP_PROXY"));
        }
        String direct = read.apply("NO_PROXY");
        if (direct != null && !direct.isBlank()) {
            config.setNoProxy(direct.strip().split("\\s*,\\s*"));
        }
    }

    /** Says now what would otherwise end the thread that begins to watch, and with it the watching of every other cluster. */
    private static void requireUsable(String what, Config config) {
        try {
            SSLUtils.keyManagers(config);
            SSLUtils.trustManagers(config);
        } catch (GeneralSecurityException | IOException | RuntimeException e) {
            Throwable innermost = e;
            while (innermost.getCause() != null) {
                innermost = innermost.getCause();
            }
            throw new IllegalArgumentException(what + ": its certificates or key cannot be used: "
                    + CallFailure.of(innermost).text());
        }
    }

    private static boolean holdsCertificate(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return !CertificateFactory.getInstance("X.509")
                    .generateCertificates(in)
                    .isEmpty();
        } catch (IOException | CertificateException e) {
            return false;
        }
    }

    private static void requireReadable(String field, String endpoint, Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(field + " of endpoint " + endpoint + " cannot be read: " + file);
        }
    }

    private static String read(Path token) {
        try {
            return Files.readString(token).strip();
        } catch (IOException e) {
            throw new IllegalStateException("the token cannot be read", e);
        }
    }
}
