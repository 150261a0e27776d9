package io.fluxstream.cli.ask;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.rules.yaml.NearMiss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** {@code ready=false,suspended=true}: which resources are wanted by what they say of themselves. */
final class StatusSelector {
    private static final List<String> FIELDS = List.of("ready", "suspended", "reconciling", "phase");

    private StatusSelector() {}

    static Predicate<FluxResourceStatus> parse(String selector) {
        List<Predicate<FluxResourceStatus>> all = new ArrayList<>();
        for (String term : selector.split(",", -1)) {
            int equals = term.indexOf('=');
            if (equals < 0) {
                throw CommandFailure.usage(
                        "--status-selector must be FIELD=VALUE, for instance ready=false, but was \"" + term + "\"");
            }
            all.add(term(
                    term.substring(0, equals).strip(),
                    term.substring(equals + 1).strip()));
        }
        return row -> all.stream().allMatch(one -> one.test(row));
    }

    private static Predicate<FluxResourceStatus> term(String field, String value) {
        return switch (field.toLowerCase(Locale.ROOT)) {
            case "ready" -> {
                require(field, value, List.of("true", "false", "unknown"));
                yield row -> value.equalsIgnoreCase(row.ready());
            }
            case "suspended" -> {
                require(field, value, List.of("true", "false"));
                yield row -> row.suspended() == Boolean.parseBoolean(value);
            }
            case "reconciling" -> {
                require(field, value, List.of("true", "false"));
                yield row -> row.reconciling() == Boolean.parseBoolean(value);
            }
            case "phase" -> {
                require(
                        field,
                        value,
                        Arrays.stream(Phase.values()).map(Phase::name).toList());
                yield row -> row.phase().name().equalsIgnoreCase(value);
            }
            default ->
                throw CommandFailure.usage("--status-selector knows no field \"" + field + "\"; "
                        + NearMiss.of(field, FIELDS)
                                .map(near -> "did you mean " + near + "?")
                                .orElse("it knows " + String.join(", ", FIELDS)));
        };
    }

    private static void require(String field, String value, List<String> known) {
        if (known.stream().noneMatch(value::equalsIgnoreCase)) {
            throw CommandFailure.usage("--status-selector " + field + " must be one of " + String.join(", ", known)
                    + ", but was \"" + value + "\"");
        }
    }
}
