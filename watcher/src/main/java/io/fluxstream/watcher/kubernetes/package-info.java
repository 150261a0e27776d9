/**
 * Following the kinds of a cluster at its API server: discovery, lists, watches.
 *
 * <p>In: configuration and bytes over HTTP. Out: what {@link io.fluxstream.watcher.kubernetes.KindSink} is told, kind by kind.
 * {@link io.fluxstream.watcher.kubernetes.KindPlan} decides, without I/O;
 * {@link io.fluxstream.watcher.kubernetes.KindFollower} acts. Start reading there.
 */
package io.fluxstream.watcher.kubernetes;
