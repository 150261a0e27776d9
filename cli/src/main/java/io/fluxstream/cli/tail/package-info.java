/**
 * Topics as they are written, line by line.
 *
 * <p>In: a topic, and from when on. Out: its values as they are, or as text. Start reading at
 * {@link io.fluxstream.cli.tail.TailCommand}.
 */
package io.fluxstream.cli.tail;
