/**
 * flux-stream as its users start it: processes of the distribution, and a broker that can be killed. Start reading at
 * {@link io.fluxstream.it.product.FluxStream}.
 */
package io.fluxstream.it.product;
