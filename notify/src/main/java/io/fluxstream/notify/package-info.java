/**
 * Brings the topic flux-alerts out to people and other systems: Alertmanager, webhooks, CloudEvents. In: flux-alerts and, for
 * what fires already, flux-alerts-active. Out: HTTP requests and records of a topic, each at least once; what a sink refuses for
 * good goes to flux-alerts-dlq. Start reading at {@link io.fluxstream.notify.Notifier}.
 */
package io.fluxstream.notify;
