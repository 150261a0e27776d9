/** CloudEvents 1.0 over HTTP and Kafka. Start reading at {@link io.fluxstream.notify.cloudevents.CloudEvent}. */
package io.fluxstream.notify.cloudevents;
