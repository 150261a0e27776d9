/**
 * Whether what was raised is what the log says. Start reading at {@link io.fluxstream.history.verify.Verification}.
 */
package io.fluxstream.history.verify;
