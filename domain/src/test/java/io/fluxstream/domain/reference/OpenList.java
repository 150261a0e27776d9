package io.fluxstream.domain.reference;

import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.status.FluxStatusEvent;
import io.fluxstream.domain.status.FluxStatusEvent.Observed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A snapshot of one kind between its start and its end.
 *
 * @param records everything since its start that was about a resource of the kind, stale or not
 */
record OpenList(long number, List<FluxStatusEvent> records) {
    OpenList with(FluxStatusEvent event) {
        List<FluxStatusEvent> more = new ArrayList<>(records);
        more.add(event);
        return new OpenList(number, List.copyOf(more));
    }

    boolean names(ResourceId resource) {
        return records.stream().anyMatch(event -> event.key().equals(resource.toString()));
    }

    /** How many resources were listed. */
    int items() {
        Set<String> listed = new HashSet<>();
        for (FluxStatusEvent event : records) {
            if (event instanceof Observed observed && observed.snapshot() == number) {
                listed.add(event.key());
            }
        }
        return listed.size();
    }
}
