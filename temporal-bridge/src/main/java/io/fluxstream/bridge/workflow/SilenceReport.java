package io.fluxstream.bridge.workflow;

import io.fluxstream.domain.alert.FluxAlert;
import org.jspecify.annotations.Nullable;

/**
 * What a watch workflow has flux-alerts told.
 *
 * @param alert PipelineSilent as it fired or was resolved; null when the cluster is heard of
 */
public record SilenceReport(String cluster, @Nullable FluxAlert alert) {}
