/**
 * The wire: every topic beside its types, and their JSON both ways. In and out: bytes. Start reading at
 * {@link io.fluxstream.schemas.Topics}.
 */
package io.fluxstream.schemas;
