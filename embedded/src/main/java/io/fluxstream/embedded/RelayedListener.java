package io.fluxstream.embedded;

import java.util.Map;
import java.util.TreeMap;

/**
 * A second listener of a broker that clients reach by another port than it listens on: what tests need who put a relay
 * between the two. The broker itself takes the first one.
 *
 * @param port where it listens
 * @param advertised where clients are told to find it
 */
public record RelayedListener(int port, int advertised) {
    private static final String NAME = "RELAYED";

    /** What a broker with this listener is told on top. */
    Map<String, String> brokerSettings(int brokerPort, String listeners) {
        Map<String, String> broker = new TreeMap<>();
        broker.put("listeners", listeners + "," + address(NAME, port));
        broker.put(
                "advertised.listeners",
                address(KraftBroker.BROKER_LISTENER, brokerPort) + "," + address(NAME, advertised));
        broker.put(
                "listener.security.protocol.map",
                KraftBroker.BROKER_LISTENER + ":PLAINTEXT," + KraftBroker.CONTROLLER_LISTENER + ":PLAINTEXT," + NAME
                        + ":PLAINTEXT");
        return broker;
    }

    private static String address(String listener, int port) {
        return listener + "://" + Ports.HOST + ":" + port;
    }
}
