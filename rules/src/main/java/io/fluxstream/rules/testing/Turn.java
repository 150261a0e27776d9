package io.fluxstream.rules.testing;

import java.time.Duration;

/** From then on, since the test's start, that much is heard of a cluster. */
record Turn(Duration at, Connection connection) {}
