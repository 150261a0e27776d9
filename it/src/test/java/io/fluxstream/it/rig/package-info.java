/**
 * Real servers for end-to-end tests: etcd, an API server per cluster and a Temporal server, on the loopback interface. In:
 * the binaries that the environment names. Start reading at {@link io.fluxstream.it.rig.Rig}.
 */
package io.fluxstream.it.rig;
