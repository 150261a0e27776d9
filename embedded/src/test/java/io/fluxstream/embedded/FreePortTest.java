package io.fluxstream.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreePortTest {
    /** Where outgoing connections begin, on Linux; elsewhere higher up. */
    private static final int OUTGOING = 32_768;

    @Test
    void isNoneThatAnOutgoingConnectionMayGet() {
        for (int i = 0; i < 100; i++) {
            assertThat(FreePort.choose()).isBetween(1_024, OUTGOING - 1);
        }
    }

    /** A server that was told one listens only later. */
    @Test
    void isNotGivenTwice() {
        Set<Integer> given = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            assertThat(given.add(FreePort.choose())).isTrue();
        }
    }

    @Test
    void isNoneThatSomebodyListensOn() throws Exception {
        int next = FreePort.choose() + 1;
        try (ServerSocket taken = new ServerSocket(next, 1, InetAddress.getLoopbackAddress())) {
            assertThat(FreePort.choose()).isNotEqualTo(taken.getLocalPort());
        }
    }
}
