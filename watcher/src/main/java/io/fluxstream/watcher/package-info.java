/**
 * The watcher: from the API servers of clusters, or from recordings of them, to the topic flux-status.
 *
 * <p>In: lists and watches, as bytes. Out: {@link io.fluxstream.domain.status.FluxStatusEvent}s, in one order per cluster.
 * Start reading at {@link io.fluxstream.watcher.Watcher}. {@code kubernetes} follows clusters, {@code recording} plays and
 * writes recordings, {@code object} reads Kubernetes objects, {@code masking} hides credentials, {@code publish} writes to Kafka.
 */
package io.fluxstream.watcher;
