/** How the watching goes, for people and probes. */
package io.fluxstream.watcher.status;
