/** Credentials, hidden before anything is published or logged. Text in, text out. */
package io.fluxstream.watcher.masking;
