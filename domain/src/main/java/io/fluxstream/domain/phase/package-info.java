/** What one observation says: phases and fingerprints. */
package io.fluxstream.domain.phase;
