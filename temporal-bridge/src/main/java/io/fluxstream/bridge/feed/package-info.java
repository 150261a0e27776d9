/**
 * From the topics to the workflows: consumers on one side, one loop per workflow on the other, so that a slow workflow
 * delays nobody. Start reading at {@link io.fluxstream.bridge.feed.Feed} and {@link io.fluxstream.bridge.feed.Target}.
 */
package io.fluxstream.bridge.feed;
