package io.fluxstream.rules.testing;

import io.fluxstream.rules.yaml.Place;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One step of a resource's history.
 *
 * @param place where it is written
 * @param at since the test's start
 * @param replaced whether another resource has taken the name
 * @param revision that it applied, or tried to; null for the same as before
 * @param every how often it is tried again until the next step, going through progressing; null for once
 */
record Step(
        Place place,
        Duration at,
        boolean replaced,
        State state,
        @Nullable String revision,
        String reason,
        String message,
        @Nullable Duration every) {}
