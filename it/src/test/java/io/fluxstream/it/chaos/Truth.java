package io.fluxstream.it.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.it.fleet.FluxKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a round's script demands of flux-alerts, whatever the other topics say: the script has never read a log. */
final class Truth {
    private static final String SUSTAINED = "SustainedFailure";
    private static final String LOST = "ReadyLost";

    private final Plan plan;

    Truth(Plan plan) {
        this.plan = plan;
    }

    /** What is missing before lasting failures may end. */
    List<String> missing(Map<String, List<JsonNode>> alerts) {
        List<String> complaints = new ArrayList<>();
        for (Part part : plan.parts()) {
            if (part.fate() == Fate.LASTING) {
                expect(complaints, alerts, part, SUSTAINED, "firing", 1);
                if (isLost(part)) {
                    expect(complaints, alerts, part, LOST, "firing", 1);
                }
            }
        }
        return complaints;
    }

    /** What is wrong once every resource of the round is gone. */
    List<String> wrong(Map<String, List<JsonNode>> alerts) {
        List<String> complaints = missing(alerts);
        for (Part part : plan.parts()) {
            judge(complaints, alerts, part);
            for (String rule : List.of(SUSTAINED, LOST)) {
                int fired = count(alerts, part, rule, "firing");
                expect(complaints, alerts, part, rule, "resolved", fired);
                if (fired > 1) {
                    complaints.add(part.key() + ": " + rule + " fired " + fired + " times for one failure");
                }
            }
        }
        return complaints;
    }

    private void judge(List<String> complaints, Map<String, List<JsonNode>> alerts, Part part) {
        switch (part.fate()) {
            case HEALTHY, WAITING -> {
                if (!alerts.getOrDefault(part.key(), List.of()).isEmpty()) {
                    complaints.add(part.key() + " never failed, but alerts were raised: " + alerts.get(part.key()));
                }
            }
            case HEALING -> {
                if (!plan.blinds()) {
                    expect(complaints, alerts, part, SUSTAINED, "firing", 1);
                }
            }
            case FLICKERING, DELETED, SUSPENDED -> {
                if (!plan.blinds()) {
                    expect(complaints, alerts, part, SUSTAINED, "firing", 0);
                    expect(complaints, alerts, part, LOST, "firing", isLost(part) ? 1 : 0);
                }
            }
            case LASTING -> {
                // Said already.
            }
        }
    }

    private static boolean isLost(Part part) {
        return part.kind() == FluxKind.KUSTOMIZATION || part.kind() == FluxKind.HELM_RELEASE;
    }

    private static void expect(
            List<String> complaints,
            Map<String, List<JsonNode>> alerts,
            Part part,
            String rule,
            String action,
            int expected) {
        int counted = count(alerts, part, rule, action);
        if (counted != expected) {
            complaints.add(part.key() + " (" + part.fate() + "): " + rule + " " + action + " " + counted
                    + " times rather than " + expected);
        }
    }

    private static int count(Map<String, List<JsonNode>> alerts, Part part, String rule, String action) {
        return (int) alerts.getOrDefault(part.key(), List.of()).stream()
                .filter(alert -> alert.path("rule").asText().equals(rule)
                        && alert.path("action").asText().equals(action))
                .count();
    }
}
