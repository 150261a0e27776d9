/**
 * Brings the topics flux-resources, flux-clusters, flux-alerts, flux-alerts-active and flux-acks to the workflows as
 * signals, and runs those workflows. Out: what they answer. Start reading at {@link io.fluxstream.bridge.Bridge}.
 */
package io.fluxstream.bridge;
