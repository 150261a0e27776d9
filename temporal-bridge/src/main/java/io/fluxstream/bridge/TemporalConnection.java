package io.fluxstream.bridge;

import io.fluxstream.security.SecretFile;
import io.fluxstream.security.UnusableFileException;
import io.fluxstream.security.tls.RotatingTls;
import io.fluxstream.security.tls.TlsFiles;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2SecurityUtil;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.JdkSslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SupportedCipherSuiteFilter;
import io.temporal.serviceclient.GrpcCompression;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which Temporal, and how it is to be reached.
 *
 * @param address host and port
 * @param tls null for no encryption
 * @param serverName the name that the server's certificate has to be for; null for the host of the address
 * @param apiKeyFile read with every call; null for no key
 */
public record TemporalConnection(
        String address,
        String namespace,
        @Nullable TlsFiles tls,
        @Nullable String serverName,
        @Nullable Path apiKeyFile) {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final ApplicationProtocolConfig HTTP_2 = new ApplicationProtocolConfig(
            ApplicationProtocolConfig.Protocol.ALPN,
            ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
            ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
            "h2");

    public TemporalConnection {
        require("address", address);
        require("namespace", namespace);
        if (tls == null && apiKeyFile != null) {
            throw new IllegalArgumentException(
                    "apiKeyFile: the key would be sent as it is; add tls (tls: {} believes whom Java believes)");
        }
        if (tls == null && serverName != null) {
            throw new IllegalArgumentException("serverName is of use with tls only");
        }
    }

    /** One that asks for nothing. */
    public static TemporalConnection at(String address, String namespace) {
        return new TemporalConnection(address, namespace, null, null, null);
    }

    /**
     * Options for stubs, to be added to.
     *
     * @throws UnusableFileException if the files cannot be used now
     */
    public WorkflowServiceStubsOptions.Builder stubs() {
        WorkflowServiceStubsOptions.Builder options =
                WorkflowServiceStubsOptions.newBuilder().setTarget(address);
        if (tls == null) {
            // It is near, then, and to pack what goes there costs both more than the wire would.
            options.setGrpcCompression(GrpcCompression.NONE);
        } else {
            options.setSslContext(sslContext(tls));
        }
        String name = serverName;
        if (name != null) {
            options.setChannelInitializer(channel -> channel.overrideAuthority(name));
        }
        Path key = apiKeyFile;
        if (key != null) {
            SecretFile.text(key); // a file that is not there is said at the start
            options.addApiKey(() -> SecretFile.text(key));
        }
        return options;
    }

    private static SslContext sslContext(TlsFiles files) {
        return new JdkSslContext(
                RotatingTls.of(files).sslContext(),
                true,
                Http2SecurityUtil.CIPHERS,
                SupportedCipherSuiteFilter.INSTANCE,
                HTTP_2,
                ClientAuth.NONE,
                PROTOCOLS,
                false);
    }

    private static void require(String field, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("temporal " + field + " must not be empty");
        }
    }
}
