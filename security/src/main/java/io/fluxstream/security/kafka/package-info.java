/**
 * How Kafka's clients get TLS and SASL from files that rotate: as settings, so that every client takes them, whoever
 * makes it. Start reading at {@link io.fluxstream.security.kafka.KafkaSecurity}.
 */
package io.fluxstream.security.kafka;
