/**
 * The way from the topic to a sink: one thread, one consumer group and one cursor for each. Start reading at
 * {@link io.fluxstream.notify.feed.SinkFeed}.
 */
package io.fluxstream.notify.feed;
