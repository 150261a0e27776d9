package io.fluxstream.it.product;

import io.fluxstream.embedded.EmbeddedKafka;
import io.fluxstream.embedded.FeatureLevel;
import io.fluxstream.embedded.RelayedListener;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A process that is a broker: arguments are its directory and its port, and those of a second listener, where it listens and where clients
 * are told to find it.
 */
final class BrokerMain {
    private BrokerMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Path directory = Path.of(arguments[0]);
        int port = Integer.parseInt(arguments[1]);
        EmbeddedKafka kafka = arguments.length == 2
                ? EmbeddedKafka.start(directory, port, FeatureLevel.REDPANDA)
                : EmbeddedKafka.start(
                        directory,
                        port,
                        FeatureLevel.REDPANDA,
                        new RelayedListener(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3])));
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close));
        new CountDownLatch(1).await();
    }
}
