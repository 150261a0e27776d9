package io.fluxstream.schemas.workflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.domain.view.FluxResourceStatus;
import io.fluxstream.schemas.AlertAck;
import io.fluxstream.schemas.json.WireJson;
import java.time.Instant;
import java.util.List;

/** Each workflow message with everything in it, and with nothing that can be left out. */
final class Messages {
    static final ObjectMapper MAPPER = WireJson.mapper();

    private static final Instant AT = Instant.parse("2026-11-21T10:03:29.299Z");
    private static final FluxResourceStatus ROW = read("""
            {"cluster":"ottawa","namespace":"flux-system","name":"app-podinfo","kind":"Kustomization","ready":"False",
             "phase":"FAILED","reason":"BuildFailed","since":"2026-11-21T10:03:29.000Z",
             "lastTransition":"2026-11-21T10:03:29.000Z","lastSeen":"2026-11-21T10:03:29.299Z"}
            """, FluxResourceStatus.class);
    private static final FluxAlert ALERT = read("""
            {"id":"9f86d081884c7d65","incident":"60303ae22b998861","rule":"SustainedFailure","action":"repeated",
             "sequence":1,"severity":"error","cluster":"ottawa","kind":"Kustomization","namespace":"flux-system",
             "name":"app-podinfo","uid":"u1","reason":"BuildFailed","since":"2026-11-21T10:03:29.000Z",
             "at":"2026-11-21T11:08:29.000Z"}
            """, FluxAlert.class);
    private static final AlertAck ACK = new AlertAck("9f86d081884c7d65", "ottawa", "kim", "rolling back", AT);

    /** A golden file's name and what is in it. */
    record Example(String name, Object message) {
        @Override
        public String toString() {
            return name;
        }
    }

    private Messages() {}

    static List<Example> all() {
        BatchItem row =
                new BatchItem(1207, AT, MAPPER.valueToTree(ROW), "ottawa/Kustomization/flux-system/app-podinfo");
        BatchItem tombstone = new BatchItem(1208, AT, null, "ottawa/Kustomization/flux-system/gone");
        BatchItem alert = new BatchItem(9, AT, tree(ALERT), "ottawa/9f86d081884c7d65");
        return List.of(
                new Example(
                        "status-batch-full",
                        new FluxStatusBatch("flux-resources", 4, List.of(row, tombstone), new Rebuild("b3", false))),
                new Example(
                        "status-batch-of-several",
                        new FluxStatusBatch(
                                "flux-alerts-active",
                                4,
                                List.of(alert),
                                null,
                                List.of(new BatchPart("flux-resources", 4, List.of(row, tombstone))))),
                new Example("status-batch-minimal", new FluxStatusBatch("flux-resources", 0, List.of(), null)),
                new Example(
                        "alert-batch-full",
                        new FluxAlertBatch("flux-alerts", 4, List.of(alert), new Rebuild("b3", true))),
                new Example(
                        "alert-batch-of-several",
                        new FluxAlertBatch(
                                "flux-alerts",
                                4,
                                List.of(alert),
                                null,
                                List.of(new BatchPart("flux-alerts", 5, List.of(alert))))),
                new Example("alert-batch-minimal", new FluxAlertBatch("flux-alerts", 0, List.of(), null)),
                new Example(
                        "resource-query-full",
                        new ResourceQuery(
                                List.of("HelmRelease", "Kustomization"), "flux-system", List.of("FAILED"), 500, "c1")),
                new Example("resource-query-minimal", ResourceQuery.ALL),
                new Example("resource-page-full", new ResourcePage(List.of(ROW), "c2", true)),
                new Example("resource-page-minimal", new ResourcePage(List.of(), null, false)),
                new Example(
                        "alert-page-full",
                        new AlertPage(
                                List.of(
                                        new AlertView(ALERT, AT, 1, AT, ACK, "workflow"),
                                        new AlertView(ALERT, null, 0, null, null, null)),
                                "c3")),
                new Example("alert-page-minimal", new AlertPage(List.of(), null)),
                new Example("cluster-summary-full", new ClusterSummary("ottawa", true, AT, 80, 1, 2, 0, 1, 0, 3, 87)),
                new Example(
                        "cluster-summary-minimal", new ClusterSummary("ottawa", false, null, 0, 0, 0, 0, 0, 0, 0, 0)));
    }

    private static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    private static <V> V read(String json, Class<V> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }
}
