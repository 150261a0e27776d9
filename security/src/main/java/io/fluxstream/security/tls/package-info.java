/**
 * TLS from PEM files that rotate. In: {@link io.fluxstream.security.tls.TlsFiles}. Out: an SSLContext whose every
 * handshake uses what is in the files then. Start reading at {@link io.fluxstream.security.tls.RotatingTls}.
 */
package io.fluxstream.security.tls;
