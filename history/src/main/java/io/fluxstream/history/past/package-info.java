/**
 * How things stood. Start reading at {@link io.fluxstream.history.past.Past}.
 */
package io.fluxstream.history.past;
