/** Alerts: their events and identities. */
package io.fluxstream.domain.alert;
