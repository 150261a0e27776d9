package io.fluxstream.embedded;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.temporal.internal.testservice.GRPCServerHelper;
import io.temporal.internal.testservice.TestServicesStarter;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A Temporal server inside this JVM, for the namespace {@code default}. It forgets everything when it stops.
 *
 * <p>It listens on the loopback interface only, and its time is the real time.
 */
public final class EmbeddedTemporal implements AutoCloseable {
    private static final int MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

    private final TestServicesStarter services;
    private final ClosedRuns closedRuns;
    private final Server server;

    private EmbeddedTemporal(TestServicesStarter services, ClosedRuns closedRuns, Server server) {
        this.services = services;
        this.closedRuns = closedRuns;
        this.server = server;
    }

    /**
     * Starts a server and returns once clients can use it.
     *
     * @param port 0 for any free one
     * @throws CannotStartException if the port is in use
     */
    public static EmbeddedTemporal start(int port) {
        return start(port, builder -> builder);
    }

    /** One that asks clients for more, on any free port: what tests need of a server in production. */
    public static EmbeddedTemporal guarded(UnaryOperator<NettyServerBuilder> guard) {
        return start(0, guard);
    }

    private static EmbeddedTemporal start(int port, UnaryOperator<NettyServerBuilder> guard) {
        int claimed = Ports.claim("Temporal", port);
        TestServicesStarter services = new TestServicesStarter(true, 0);
        RunList list = new RunList(services.getWorkflowService());
        try {
            NettyServerBuilder builder =
                    NettyServerBuilder.forAddress(Ports.loopback(claimed)).maxInboundMessageSize(MAX_MESSAGE_BYTES);
            GRPCServerHelper.registerServicesAndHealthChecks(
                    List.of(list.added(), services.getOperatorService(), services.getTestService()), builder);
            Server server = guard.apply(builder).build().start();
            return new EmbeddedTemporal(services, ClosedRuns.forgetting(services.getWorkflowService(), list), server);
        } catch (IOException e) {
            services.close();
            throw Ports.taken("Temporal", claimed, e);
        }
    }

    /** What clients call the address: host and port. */
    public String address() {
        return Ports.HOST + ':' + server.getPort();
    }

    ClosedRuns closedRuns() {
        return closedRuns;
    }

    @Override
    public void close() {
        closedRuns.close();
        server.shutdownNow();
        services.close();
        try {
            server.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
