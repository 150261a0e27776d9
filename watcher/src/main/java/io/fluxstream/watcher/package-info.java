/**
 * The watcher: from the API servers of clusters, or from recordings of them, to the topic flux-status.
 *
 * <p>In: lists and watches, as bytes. Out: {@link io.fluxstream.domain.status.FluxStatusEvent}s, in one order per cluster.
 * {@code object} reads Kubernetes objects, {@code masking} hides credentials, {@code recording} plays and writes recordings.
 */
package io.fluxstream.watcher;
