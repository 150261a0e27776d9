/**
 * Alertmanager's API v2: what fires is said again before it would run out, what is resolved ends at its true time. Start reading
 * at {@link io.fluxstream.notify.alertmanager.AlertmanagerSink}.
 */
package io.fluxstream.notify.alertmanager;
