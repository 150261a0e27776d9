/**
 * The product as a user runs it, on real servers where they are. Start reading at {@link io.fluxstream.it.Pipeline}.
 */
package io.fluxstream.it;
