package io.fluxstream.cli.ask;

import io.fluxstream.cli.CommandFailure;
import io.fluxstream.cli.ExitCodes;
import io.fluxstream.cli.Interrupts;
import io.fluxstream.cli.history.PastOptions;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.workflow.AlertView;
import io.fluxstream.schemas.workflow.ClusterSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code flux-stream get}: asks the workflows. */
@Command(
        name = "get",
        description = "Asks the workflows what is so now.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  flux-stream get resources --status-selector ready=false",
            "  flux-stream get ks -n flux-system --cluster ottawa",
            "  flux-stream get hr demo -o yaml",
            "  flux-stream get alerts -w",
            "  flux-stream get resources --at 2h --status-selector ready=false",
            "  flux-stream get resources --diff-at 2026-11-21T10:00:00Z 2026-11-21T11:00:00Z"
        })
public final class GetCommand implements Callable<Integer> {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    @Parameters(
            arity = "1..*",
            paramLabel = "WHAT",
            completionCandidates = Candidates.class,
            description =
                    "resources, alerts, history, summary or clusters, each with kinds behind it if you like; or a"
                            + " kind by its name or alias (ks, hr, gitrepo, helmrepo, ocirepo, hc, bucket), with names behind it.")
    private List<String> words;

    @Mixin
    private FleetOptions connection;

    @Mixin
    private PastOptions past;

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "All namespaces; so it is without -n too.")
    private boolean allNamespaces;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAMESPACE",
            description = "Only this namespace.")
    private @Nullable String namespace;

    @Option(names = "--cluster", paramLabel = "CLUSTER", description = "Only this cluster; may be given several times.")
    private List<String> clusters = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, wide, json, yaml or name.")
    private OutputFormat format;

    @Option(
            names = {"-w", "--watch"},
            description = "Go on showing what changes, until interrupted.")
    private boolean watch;

    @Option(
            names = "--status-selector",
            paramLabel = "FIELD=VALUE",
            description =
                    "Only resources whose ready, suspended, reconciling or phase is so, for instance ready=false.")
    private @Nullable String statusSelector;

    @Option(
            names = {"--no-headers", "--no-header"},
            description = "No line of column names.")
    private boolean noHeaders;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Wanted wanted = Wanted.parse(words);
        Predicate<FluxResourceStatus> selector =
                statusSelector == null ? row -> true : StatusSelector.parse(statusSelector);
        if (statusSelector != null && wanted.answer() != Wanted.Answer.RESOURCES) {
            throw CommandFailure.usage("--status-selector belongs to resources, not to "
                    + wanted.answer().word());
        }
        if (allNamespaces && namespace != null) {
            throw CommandFailure.usage("-A and -n contradict each other; leave one out");
        }
        ListingPrinter printer = new ListingPrinter(spec.commandLine().getOut(), format, !noHeaders);
        if (past.isAsked()) {
            return askThePast(wanted, selector, printer);
        }
        try (Fleet fleet = connection.connect()) {
            if (watch) {
                follow(fleet, wanted, selector, printer);
            } else {
                return answer(ask(fleet, wanted, selector, Instant.now()), wanted, printer);
            }
        }
        return ExitCodes.DONE;
    }

    private int answer(Listing listing, Wanted wanted, ListingPrinter printer) {
        if (!isTable() || !listing.items().isEmpty()) {
            printer.print(listing, wanted.isOne());
        }
        return found(wanted, listing);
    }

    private int found(Wanted wanted, Listing listing) {
        if (!listing.items().isEmpty()) {
            return ExitCodes.DONE;
        }
        if (wanted.isOne()) {
            throw CommandFailure.no(
                    "nothing called \"" + wanted.names().iterator().next() + "\" was found");
        }
        if (isTable()) {
            spec.commandLine().getErr().println("No " + wanted.answer().word() + " found.");
        }
        return ExitCodes.DONE;
    }

    private boolean isTable() {
        return format == OutputFormat.TABLE || format == OutputFormat.WIDE;
    }

    private void follow(Fleet fleet, Wanted wanted, Predicate<FluxResourceStatus> selector, ListingPrinter printer) {
        Interrupts.hold();
        do {
            printer.printChanges(ask(fleet, wanted, selector, Instant.now()));
        } while (!Interrupts.await(BETWEEN_LOOKS));
    }

    private int askThePast(Wanted wanted, Predicate<FluxResourceStatus> selector, ListingPrinter printer) {
        if (watch) {
            throw CommandFailure.usage("-w looks at what is to come, --at and --diff-at at what was; leave one out");
        }
        Interrupts.hold();
        List<Listing> answers = past
                .standings(connection.settings(), clusters, spec.commandLine().getErr())
                .stream()
                .map(standing -> ask(new PastFleet(standing), wanted, selector, standing.at()))
                .toList();
        if (answers.size() == 1) {
            return answer(answers.get(0), wanted, printer);
        }
        Listing changes = Changes.between(answers.get(0), answers.get(1));
        if (changes.items().isEmpty() && isTable()) {
            spec.commandLine().getErr().println("Nothing changed.");
        } else {
            printer.print(changes, false);
        }
        return ExitCodes.DONE;
    }

    private Listing ask(Fleet fleet, Wanted wanted, Predicate<FluxResourceStatus> selector, Instant now) {
        return switch (wanted.answer()) {
            case RESOURCES -> Listings.resources(resources(fleet, wanted, selector), now);
            case ALERTS -> Listings.activeAlerts(alerts(fleet.activeAlerts(), wanted), now);
            case HISTORY -> Listings.resolvedAlerts(alerts(fleet.resolvedAlerts(), wanted), now);
            case SUMMARY -> Listings.summaries(summaries(fleet, wanted), now);
            case CLUSTERS -> Listings.clusters(summaries(fleet, wanted), fleet.activeAlerts(), now);
        };
    }

    private List<FluxResourceStatus> resources(Fleet fleet, Wanted wanted, Predicate<FluxResourceStatus> selector) {
        List<FluxResourceStatus> rows = new ArrayList<>();
        for (String cluster : clusters(fleet, Set.of())) {
            fleet.resources(cluster, wanted.kinds(), namespace).stream()
                    .filter(row -> wanted.wants(row.resource()))
                    .filter(selector)
                    .forEach(rows::add);
        }
        return rows;
    }

    private List<AlertView> alerts(List<AlertView> all, Wanted wanted) {
        return all.stream()
                .filter(alert -> wanted.wants(alert.last().resource()))
                .filter(alert -> clusters.isEmpty()
                        || clusters.contains(alert.last().resource().cluster()))
                .filter(alert -> namespace == null
                        || namespace.equals(alert.last().resource().namespace()))
                .toList();
    }

    private List<ClusterSummary> summaries(Fleet fleet, Wanted wanted) {
        return clusters(fleet, wanted.names()).stream().map(fleet::summary).toList();
    }

    private List<String> clusters(Fleet fleet, Set<String> named) {
        if (!named.isEmpty() || !clusters.isEmpty()) {
            List<String> all = new ArrayList<>(clusters);
            all.addAll(named);
            return all.stream().sorted().distinct().toList();
        }
        return fleet.clusters();
    }

    /** What completion offers. */
    static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return List.of(
                            "resources",
                            "alerts",
                            "history",
                            "summary",
                            "clusters",
                            "ks",
                            "hr",
                            "gitrepo",
                            "helmrepo",
                            "ocirepo",
                            "hc",
                            "bucket")
                    .iterator();
        }
    }
}
