/** Changes of what is believed of a resource. */
package io.fluxstream.domain.transition;
