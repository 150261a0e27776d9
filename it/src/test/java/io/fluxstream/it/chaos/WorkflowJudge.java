package io.fluxstream.it.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.fluxstream.domain.alert.FluxAlert;
import io.fluxstream.it.Workflows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Holds the workflows to what the topics must say. */
final class WorkflowJudge implements AutoCloseable {
    private static final String ALERTS = "flux-alerts";
    private static final int HISTORY = 100;

    private final Workflows workflows;
    /** Alerts that were over when flux-alerts was deleted. */
    private final Set<String> forgotten = new HashSet<>();

    WorkflowJudge(String address) {
        workflows = new Workflows(address);
    }

    Workflows workflows() {
        return workflows;
    }

    /** flux-alerts was deleted: its workflow is rebuilt from what is left. */
    void historyBeginsAnew(Map<String, Story> stories) {
        stories.values()
                .forEach(story -> story.lastEvents().values().stream()
                        .filter(alert -> alert.resolution() != null)
                        .map(FluxAlert::id)
                        .forEach(forgotten::add));
    }

    void workflowsAreAsTheyMustBe(Map<String, Story> stories) {
        List<FluxAlert> all = new ArrayList<>();
        stories.forEach((cluster, story) -> {
            rows(cluster, story);
            same(
                    "the active alerts of " + cluster,
                    workflows.alerts(cluster),
                    active(story.lastEvents().values()));
            nothingRejected("flux-watch-" + cluster);
            all.addAll(story.lastEvents().values());
        });
        same("the active alerts", workflows.active(), active(all));
        List<JsonNode> history = workflows.history();
        long own = history.stream().filter(WorkflowJudge::isOfTheWorkflows).count();
        same("the resolved alerts", history, resolved(all, HISTORY - own));
        nothingRejected(ALERTS);
    }

    private void rows(String cluster, Story story) {
        Map<String, JsonNode> actual = new HashMap<>();
        for (JsonNode row : workflows.resources(cluster)) {
            String key = row.path("cluster").asText()
                    + '/'
                    + row.path("kind").asText()
                    + '/'
                    + row.path("namespace").asText()
                    + '/'
                    + row.path("name").asText();
            Judge.require(actual.put(key, row) == null, () -> "flux-watch-" + cluster + " has two rows of " + key);
        }
        Map<String, JsonNode> expected = new HashMap<>();
        story.rows().forEach((key, row) -> expected.put(key, Judge.json(row)));
        Judge.require(
                actual.equals(expected),
                () -> "the rows of flux-watch-" + cluster + " are\n  " + actual + "\nrather than\n  " + expected);
    }

    private static List<String> active(Iterable<FluxAlert> lastEvents) {
        List<String> active = new ArrayList<>();
        for (FluxAlert alert : lastEvents) {
            if (alert.resolution() == null) {
                active.add(line(alert));
            }
        }
        return active;
    }

    private List<String> resolved(List<FluxAlert> lastEvents, long atMost) {
        return lastEvents.stream()
                .filter(alert -> alert.resolution() != null && !forgotten.contains(alert.id()))
                .sorted(Comparator.comparing(FluxAlert::at).reversed().thenComparing(FluxAlert::id))
                .limit(atMost)
                .map(WorkflowJudge::line)
                .toList();
    }

    private static String line(FluxAlert alert) {
        return String.join(
                " ",
                alert.id(),
                alert.rule(),
                alert.resource().toString(),
                alert.action().wireName(),
                "since " + alert.since().toEpochMilli(),
                "at " + alert.at().toEpochMilli(),
                "repeats " + alert.sequence());
    }

    private static String line(JsonNode alert) {
        return String.join(
                " ",
                alert.path("id").asText(),
                alert.path("rule").asText(),
                alert.path("cluster").asText()
                        + '/'
                        + alert.path("kind").asText()
                        + '/'
                        + alert.path("namespace").asText()
                        + '/'
                        + alert.path("name").asText(),
                alert.path("action").asText(),
                "since " + Instant.parse(alert.path("since").asText()).toEpochMilli(),
                "at " + Instant.parse(alert.path("at").asText()).toEpochMilli(),
                "repeats " + alert.path("repeats").asInt());
    }

    /** Alerts that the workflows raise themselves have to be over by now. */
    private static void same(String what, List<JsonNode> answers, List<String> expected) {
        List<String> actual = answers.stream()
                .filter(answer -> !(isOfTheWorkflows(answer)
                        && answer.path("action").asText().equals("resolved")))
                .map(WorkflowJudge::line)
                .sorted()
                .toList();
        List<String> wanted = expected.stream().sorted().toList();
        Judge.require(
                actual.equals(wanted),
                () -> what + " are\n  " + String.join("\n  ", actual) + "\nrather than\n  "
                        + String.join("\n  ", wanted));
    }

    private static boolean isOfTheWorkflows(JsonNode answer) {
        return answer.path("origin").asText().equals("workflow");
    }

    private void nothingRejected(String workflow) {
        for (JsonNode item : workflows.cursors(workflow).path("lastRejected")) {
            Judge.require(
                    item.path("where").asText().contains(Injected.POISON),
                    () -> workflow + " rejected something that nobody poisoned: " + item);
        }
    }

    @Override
    public void close() {
        workflows.close();
    }
}
