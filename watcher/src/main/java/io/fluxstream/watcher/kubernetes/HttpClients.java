package io.fluxstream.watcher.kubernetes;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.vertx.VertxHttpClientFactory;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.ext.web.client.WebClientOptions;
import org.jspecify.annotations.Nullable;

/** Clients of many API servers on few threads: left to itself, each would bring event loops of its own. */
public final class HttpClients implements AutoCloseable {
    /** Names are looked up by the JDK, which also knows what the host's files say. */
    private static final String NO_RESOLVER = "vertx.disableDnsResolver";
    /** Bytes: as much as is read from a connection at once. Each piece of a body goes from one thread to another and back. */
    private static final int LARGEST_PIECE = 64 * 1024;

    /** Who plays recordings needs none. */
    private @Nullable Vertx vertx;

    private static Vertx vertx() {
        String before = System.setProperty(NO_RESOLVER, "true");
        try {
            return Vertx.vertx(new VertxOptions()
                    .setFileSystemOptions(
                            new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false))
                    .setUseDaemonThread(true));
        } finally {
            if (before == null) {
                System.clearProperty(NO_RESOLVER);
            } else {
                System.setProperty(NO_RESOLVER, before);
            }
        }
    }

    synchronized HttpClient client(Config config) {
        Vertx shared = vertx;
        if (shared == null) {
            shared = vertx();
            vertx = shared;
        }
        return new LargePieces(shared).newBuilder(config).build();
    }

    /** Clients that hand over what has come, rather than 8 KB of it. */
    private static final class LargePieces extends VertxHttpClientFactory {
        private LargePieces(Vertx vertx) {
            super(vertx);
        }

        @Override
        protected void additionalConfig(WebClientOptions options) {
            options.setMaxChunkSize(LARGEST_PIECE);
        }
    }

    /** Ends every connection. */
    @Override
    public synchronized void close() {
        Vertx shared = vertx;
        if (shared != null) {
            shared.close();
        }
    }
}
