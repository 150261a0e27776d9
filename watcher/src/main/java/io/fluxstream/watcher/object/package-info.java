/**
 * Kubernetes objects and watch events as bytes, read into what is wanted of them. Start reading at
 * {@link io.fluxstream.watcher.object.ObjectReader}.
 */
package io.fluxstream.watcher.object;
