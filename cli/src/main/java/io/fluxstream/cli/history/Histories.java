package io.fluxstream.cli.history;

import io.fluxstream.history.log.BatchSink;
import io.fluxstream.history.log.History;
import io.fluxstream.history.log.HistoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Several histories, one after another. */
final class Histories implements History {
    private final List<History> parts;

    Histories(List<History> parts) {
        this.parts = List.copyOf(parts);
    }

    static History of(List<History> parts) {
        return parts.size() == 1 ? parts.get(0) : new Histories(parts);
    }

    @Override
    public String name() {
        return parts.stream().map(History::name).collect(Collectors.joining(", "));
    }

    @Override
    public void read(BatchSink sink) throws HistoryException {
        double done = 0;
        boolean[] more = {true};
        for (History part : parts) {
            double before = done;
            part.read((batch, fraction) -> {
                more[0] = sink.accept(batch, (before + fraction) / parts.size());
                return more[0];
            });
            if (!more[0]) {
                return;
            }
            done++;
        }
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        parts.forEach(part -> remarks.addAll(part.remarks()));
        return remarks;
    }
}
