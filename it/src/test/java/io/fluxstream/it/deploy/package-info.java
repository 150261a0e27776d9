/**
 * The manifests of {@code deploy/}: what kustomize makes of them, and what a real API server and flux-stream itself say
 * about that. Start reading at {@link io.fluxstream.it.deploy.Overlay}.
 */
package io.fluxstream.it.deploy;
