/** What a watcher saw of a cluster: the values of the topic flux-status. */
package io.fluxstream.domain.status;
