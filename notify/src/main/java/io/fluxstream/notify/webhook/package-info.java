/** Webhooks, signed as Standard Webhooks has it. Start reading at {@link io.fluxstream.notify.webhook.WebhookSink}. */
package io.fluxstream.notify.webhook;
