package io.fluxstream.it.rig;

import io.fluxstream.embedded.FreePort;
import io.fluxstream.it.Eventually;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A cluster's API server. Without controllers: objects stay as they were written, and no pod ever runs. */
public final class ApiServer {
    private final String cluster;
    private final KubernetesApi administrator;
    private final int port;
    private final String url;
    private final Restartable process;

    private ApiServer(String cluster, Path directory, int port, List<String> command) {
        this.cluster = cluster;
        this.port = port;
        this.url = "https://127.0.0.1:" + port;
        this.administrator = new KubernetesApi(url, AccessFiles.ADMINISTRATOR_TOKEN);
        this.process = new Restartable(
                cluster, () -> ServerProcess.start(cluster, directory, command, Map.of()), this::awaitReady);
    }

    static ApiServer start(Binaries binaries, Path directory, String cluster, Etcd etcd, AccessFiles access) {
        int port = FreePort.choose();
        List<String> command = List.of(
                binaries.apiServer().toString(),
                "--etcd-servers=" + etcd.url(),
                "--etcd-prefix=/" + cluster,
                "--bind-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + directory.resolve(cluster + "-certificates"),
                "--service-account-key-file=" + access.publicKey(),
                "--service-account-signing-key-file=" + access.privateKey(),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-cluster-ip-range=10.0.0.0/24",
                "--token-auth-file=" + access.tokens(),
                "--authorization-mode=RBAC",
                "--disable-admission-plugins=ServiceAccount");
        ApiServer server = new ApiServer(cluster, directory, port, command);
        server.process.start();
        return server;
    }

    public String cluster() {
        return cluster;
    }

    public int port() {
        return port;
    }

    public String url() {
        return url;
    }

    /** Requests that may do everything. */
    public KubernetesApi administrator() {
        return administrator;
    }

    /** To be ended and started again; what it stored stays in etcd. */
    public Restartable process() {
        return process;
    }

    /** Ends it, in order; what it stored stays in etcd. */
    public void stop() {
        process.stop();
    }

    /** Ends it at once. */
    public void kill() {
        process.kill();
    }

    /** Starts it again on the same port and the same data; its memory of past changes is empty. */
    public void restart() {
        stop();
        process.start();
        awaitReady();
    }

    void awaitReady() {
        Eventually.holds(cluster + " is ready", () -> administrator.get("/readyz"));
    }
}
