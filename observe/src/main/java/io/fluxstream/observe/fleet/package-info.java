/** Series about the resources of the fleet, read from what the processor's engines say of them. */
package io.fluxstream.observe.fleet;
