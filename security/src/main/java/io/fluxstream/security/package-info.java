/**
 * Secrets that live in files and rotate there. In: paths. Out: TLS contexts and credentials as new as the files.
 *
 * <p>Start reading at {@link io.fluxstream.security.tls.RotatingTls} and
 * {@link io.fluxstream.security.kafka.KafkaSecurity}.
 */
package io.fluxstream.security;
