package io.fluxstream.domain.reference;

import io.fluxstream.domain.alert.FluxAlert;

/**
 * The last word on an alert that is not resolved.
 *
 * @param rule the position of its rule
 */
record Told(int rule, Episode episode, FluxAlert alert) {}
