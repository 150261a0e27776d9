/** What readers are shown: rows of resources and clusters. */
package io.fluxstream.domain.view;
