package io.fluxstream.rules.testing;

import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.rules.yaml.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a test expects. */
sealed interface Expected {
    /** Where it is written. */
    Place place();

    /**
     * The alerts that are active at a time, all of them.
     *
     * @param alert only alerts of that rule are looked at; null for all
     */
    record Active(Place place, Duration at, @Nullable String alert, List<Alert> alerts) implements Expected {}

    /**
     * One active alert; what is not said is not looked at.
     *
     * @param resource null for whichever
     * @param fields what it must say, as texts by their names
     */
    record Alert(Place place, String alert, @Nullable ResourceId resource, Map<String, String> fields)
            implements Expected {}

    /** Everything that is told of alerts during the test, a line each. */
    record Events(Place place, List<String> lines) implements Expected {}
}
