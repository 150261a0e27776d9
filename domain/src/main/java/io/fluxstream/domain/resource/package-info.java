/** Which resource: identities, references and the names of kinds. */
package io.fluxstream.domain.resource;
