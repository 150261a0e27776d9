package io.fluxstream.bridge.feed;

import io.opentelemetry.api.trace.Tracer;
import java.util.Set;

/**
 * What the workflows of one feed have in common.
 *
 * @param topics what the feed reads for them
 * @param kafka where a rebuild reads
 */
record Shared(
        Set<String> topics,
        Asking asking,
        KafkaSettings kafka,
        Rebuilds rebuilds,
        ServerShare server,
        BridgeMeters meters,
        Tracer tracer) {}
