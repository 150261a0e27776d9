package io.fluxstream.rules.testing;

import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.rules.yaml.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The alerts that are active at a time beside those that were expected. */
final class ActiveDifference {
    private final String usualCluster;
    private final Expected.Active expected;

    ActiveDifference(String usualCluster, Expected.Active expected) {
        this.usualCluster = usualCluster;
        this.expected = expected;
    }

    /** What differs: {@code -} was expected, {@code +} came; nothing if all is as expected. */
    List<String> lines(List<ActiveAlert> active) {
        List<ActiveAlert> unexpected = new ArrayList<>(active);
        List<String> lines = new ArrayList<>();
        boolean isDifferent = false;
        for (Expected.Alert alert : expected.alerts()) {
            Optional<ActiveAlert> found = unexpected.stream()
                    .filter(candidate -> candidate.is(alert.alert(), alert.resource()))
                    .findFirst();
            if (found.isEmpty()) {
                lines.add("  - " + written(alert.alert(), alert.resource()));
                isDifferent = true;
                continue;
            }
            unexpected.remove(found.get());
            lines.add("    " + written(found.get()));
            isDifferent |= addFields(alert.fields(), found.get(), lines);
        }
        for (ActiveAlert alert : unexpected) {
            lines.add("  + " + written(alert));
            isDifferent = true;
        }
        if (isDifferent) {
            lines.add(
                    0,
                    "line " + expected.place().line() + ": the active alerts at " + Durations.format(expected.at())
                            + ':');
        }
        return isDifferent ? lines : List.of();
    }

    private static boolean addFields(Map<String, String> fields, ActiveAlert alert, List<String> lines) {
        boolean isDifferent = false;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            String said = alert.field(field.getKey());
            if (!said.equals(field.getValue())) {
                lines.add("  -     " + field.getKey() + ": " + field.getValue());
                lines.add("  +     " + field.getKey() + ": " + said);
                isDifferent = true;
            }
        }
        return isDifferent;
    }

    private String written(ActiveAlert alert) {
        return written(alert.alert().rule(), alert.alert().resource());
    }

    private String written(String alert, @Nullable ResourceId resource) {
        return resource == null ? alert : alert + ' ' + ResourceNames.write(resource, usualCluster);
    }
}
