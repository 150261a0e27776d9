package io.fluxstream.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.phase.Phase;
import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Severity;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.workflow.AlertView;
import io.fluxstream.schemas.workflow.ClusterSummary;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is shown, held to the files in {@code golden}. */
class ListingPrinterTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:12:00Z");
    private static final ResourceId PODINFO = ResourceId.parse("ottawa/Kustomization/flux-system/app-podinfo");
    private static final FluxResourceStatus FAILED_PODINFO = new FluxResourceStatus(
            PODINFO,
            "False",
            Phase.FAILED,
            true,
            "ReconciliationFailed",
            "Deployment/default/podinfo dry-run failed (Invalid): Deployment.apps \"podinfo\" is invalid:\nspec.selector:"
                    + " field is immutable",
            "main@sha1:8d29aa0123456789abcdef0123456789abcdef01",
            "main@sha1:8d29aa0123456789abcdef0123456789abcdef01",
            false,
            Instant.parse("2026-11-21T10:03:29.299Z"),
            Instant.parse("2026-11-21T10:03:29.299Z"),
            Instant.parse("2026-11-21T10:11:51.004Z"),
            List.of(Reference.parse("Kustomization/flux-system/infra-configs")),
            Reference.parse("GitRepository/flux-system/fleet"),
            Map.of("team", "apps"));
    private static final FluxResourceStatus READY_FLEET = new FluxResourceStatus(
            ResourceId.parse("ottawa/GitRepository/flux-system/fleet"),
            "True",
            Phase.READY,
            false,
            "Succeeded",
            "stored artifact for revision 'main@sha1:8d29aa01'",
            "main@sha1:8d29aa0123456789abcdef0123456789abcdef01",
            null,
            false,
            Instant.parse("2026-11-20T09:57:23.000Z"),
            Instant.parse("2026-11-20T09:57:23.000Z"),
            Instant.parse("2026-11-21T10:02:24.000Z"),
            List.of(),
            null,
            Map.of());
    private static final AlertView LOST = new AlertView(
            alert("9f86d081884c7d65", "ReadyLost", FluxAlert.Action.FIRING, null),
            Instant.parse("2026-11-21T10:03:29.299Z"),
            0,
            null,
            new AlertAck("9f86d081884c7d65", "ottawa", "kim", "rolling back", Instant.parse("2026-11-21T10:05:00Z")),
            null);
    private static final AlertView RECOVERED = new AlertView(
            alert("1b4f0e9851971998", "SustainedFailure", FluxAlert.Action.RESOLVED, FluxAlert.Resolution.RECOVERED),
            Instant.parse("2026-11-21T10:08:29.299Z"),
            1,
            Instant.parse("2026-11-21T10:10:11.000Z"),
            null,
            null);

    private final StringWriter out = new StringWriter();

    @ParameterizedTest
    @EnumSource(OutputFormat.class)
    void showsResourcesInEveryForm(OutputFormat format) throws Exception {
        print(Listings.resources(List.of(FAILED_PODINFO, READY_FLEET), NOW), format);

        assertThat(out.toString()).isEqualTo(golden("resources." + format));
    }

    @Test
    void showsOneThingAloneWhenOneWasAskedFor() throws Exception {
        printer(OutputFormat.YAML).print(Listings.resources(List.of(FAILED_PODINFO), NOW), true);

        assertThat(out.toString()).isEqualTo(golden("resource.YAML"));
    }

    @Test
    void showsActiveAlerts() throws Exception {
        print(Listings.activeAlerts(List.of(LOST), NOW), OutputFormat.WIDE);

        assertThat(out.toString()).isEqualTo(golden("alerts.WIDE"));
    }

    @Test
    void showsResolvedAlerts() throws Exception {
        print(Listings.resolvedAlerts(List.of(RECOVERED), NOW), OutputFormat.WIDE);

        assertThat(out.toString()).isEqualTo(golden("history.WIDE"));
    }

    @Test
    void showsClustersAndSummaries() throws Exception {
        ClusterSummary summary = new ClusterSummary("ottawa", true, NOW.minusSeconds(3), 80, 1, 2, 0, 1, 0, 3, 87);
        print(Listings.clusters(List.of(summary), List.of(LOST), NOW), OutputFormat.WIDE);
        print(Listings.summaries(List.of(summary), NOW), OutputFormat.WIDE);

        assertThat(out.toString()).isEqualTo(golden("clusters.WIDE"));
    }

    @Test
    void showsAgainOnlyWhatChanged() {
        ListingPrinter printer = printer(OutputFormat.NAME);
        printer.printChanges(Listings.resources(List.of(FAILED_PODINFO, READY_FLEET), NOW));
        printer.printChanges(Listings.resources(List.of(FAILED_PODINFO, READY_FLEET), NOW.plusSeconds(60)));
        printer.printChanges(Listings.resources(List.of(READY_FLEET), NOW.plusSeconds(90)));

        assertThat(out.toString().lines())
                .containsExactly(
                        "ottawa/GitRepository/flux-system/fleet", "ottawa/Kustomization/flux-system/app-podinfo");
    }

    private static FluxAlert alert(
            String id, String rule, FluxAlert.Action action, FluxAlert.@Nullable Resolution resolution) {
        return new FluxAlert(
                id,
                "60303ae22b998861",
                rule,
                action,
                0,
                Severity.ERROR,
                PODINFO,
                "2f0a",
                "ReconciliationFailed",
                "spec.selector: field is immutable",
                "main@sha1:8d29aa0123456789abcdef0123456789abcdef01",
                Instant.parse("2026-11-21T10:03:29.299Z"),
                Instant.parse("2026-11-21T10:10:11.000Z"),
                resolution,
                new FluxAlert.RootCause(Reference.parse("GitRepository/flux-system/fleet"), true),
                List.of(Reference.parse("Kustomization/flux-system/app-mqtt")),
                1,
                Map.of());
    }

    private void print(Listing listing, OutputFormat format) {
        printer(format).print(listing, false);
    }

    private ListingPrinter printer(OutputFormat format) {
        return new ListingPrinter(new PrintWriter(out, true), format, true);
    }

    private String golden(String name) throws IOException {
        if (Boolean.getBoolean("flux-stream.golden.write")) {
            Files.writeString(Path.of("src/test/resources/golden", name), out.toString());
        }
        try (InputStream file = Objects.requireNonNull(
                ListingPrinterTest.class.getResourceAsStream("/golden/" + name), "no golden file " + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
