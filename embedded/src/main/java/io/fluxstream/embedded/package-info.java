/**
 * A Kafka broker and a Temporal server inside this JVM, for one machine without either.
 *
 * <p>In: a data directory and ports. Out: addresses that any unmodified client understands, on the loopback interface
 * only. Start reading at {@link io.fluxstream.embedded.EmbeddedKafka}.
 */
package io.fluxstream.embedded;
