package io.fluxstream.rules.testing;

import io.fluxstream.domain.resource.Reference;
import io.fluxstream.domain.resource.ResourceId;
import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.rules.yaml.Findings;
import io.fluxstream.rules.yaml.Keys;
import io.fluxstream.rules.yaml.NearMiss;
import io.fluxstream.rules.yaml.Section;
import io.fluxstream.rules.yaml.Value;
import io.fluxstream.rules.yaml.Value.Entry;
import io.fluxstream.rules.yaml.Value.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one test. */
final class RuleTestReader {
    static final Keys TEST = Keys.of("name", "cluster", "resources", "clusters", "alerts", "events", "until")
            .insteadOf("input_series", "what happens is told by resources")
            .insteadOf("alert_rule_test", "what is expected is told by alerts, at times, and by events");

    private static final Keys RESOURCE = Keys.of("history", "labels", "dependsOn", "source");
    private static final Keys ACTIVE = Keys.of("at", "alert", "active")
            .insteadOf("eval_time", "did you mean at?")
            .insteadOf("alertname", "did you mean alert?")
            .insteadOf("exp_alerts", "did you mean active?");

    /** A test of a month takes half a second; one of years is a slip of the pen. */
    private static final Duration LONGEST = Duration.ofDays(92);

    private final Section test;
    private final Findings findings;
    private final List<String> rules;
    private final String cluster;
    private Duration end = Duration.ZERO;

    RuleTestReader(Section test, RuleSet rules) {
        this.test = test;
        this.findings = test.findings();
        this.rules = rules.rules().stream().map(Rule::alert).toList();
        this.cluster = test.text("cluster", "a name").map(Scalar::text).orElse("test");
    }

    /** The test; not to be used if there are mistakes among the findings. */
    RuleTest read() {
        test.require("name", "what is tested, as a sentence");
        if (!test.has("alerts") && !test.has("events")) {
            findings.mistake(test.place(), "must expect something: alerts, at times, or events");
        }
        String name = test.text("name", "what is tested, as a sentence")
                .map(Scalar::text)
                .orElse("");
        List<TestedResource> resources = resources();
        Map<String, List<Turn>> turns = turns();
        resources.forEach(resource ->
                requireSeen(resource, turns.getOrDefault(resource.id().cluster(), List.of())));
        List<Expected.Active> active =
                test.sections("alerts", "times with the alerts that are active then", ACTIVE).stream()
                        .map(this::active)
                        .toList();
        Expected.Events events = test.has("events") ? events() : null;
        test.duration("until").ifPresent(this::reach);
        if (end.compareTo(LONGEST) > 0) {
            findings.mistake(test.place(), "must end within 92d");
        }
        return new RuleTest(name, test.place(), cluster, resources, turns, active, events, end);
    }

    private void reach(Duration time) {
        end = time.compareTo(end) > 0 ? time : end;
    }

    private List<TestedResource> resources() {
        List<TestedResource> resources = new ArrayList<>();
        test.anySection("resources").ifPresent(section -> {
            for (Entry entry : section.entries()) {
                id(entry).ifPresent(id -> resources.add(resource(id, entry.value())));
            }
        });
        return resources;
    }

    private Optional<ResourceId> id(Entry entry) {
        Optional<ResourceId> id = ResourceNames.read(entry.key(), cluster);
        if (id.isEmpty()) {
            findings.mistake(entry.place(), ResourceNames.EXPECTED + '"' + entry.key() + '"');
        }
        return id;
    }

    private TestedResource resource(ResourceId id, Value value) {
        if (!(value instanceof Value.Mapping)) {
            return new TestedResource(id, Map.of(), List.of(), null, steps(Section.text(value, "a history", findings)));
        }
        Optional<Section> section = Section.of(value, findings, RESOURCE);
        section.ifPresent(resource -> resource.require("history", "what happens, for instance 0s ready; 5m failed"));
        Map<String, String> labels = new LinkedHashMap<>();
        section.map(resource -> resource.pairs("labels"))
                .orElse(Map.of())
                .forEach((key, entry) -> labels.put(key, text(entry)));
        return new TestedResource(
                id,
                labels,
                section.map(resource -> resource.texts("dependsOn", "references")).orElse(List.of()).stream()
                        .flatMap(text -> reference(text).stream())
                        .toList(),
                section.flatMap(resource -> resource.text("source", "a reference"))
                        .flatMap(this::reference)
                        .orElse(null),
                steps(section.flatMap(resource -> resource.text("history", "a history"))));
    }

    private List<Step> steps(Optional<Scalar> history) {
        List<Step> steps = history.map(text -> Notation.steps(text, findings)).orElse(List.of());
        steps.forEach(step -> reach(step.at()));
        return steps;
    }

    private Optional<Reference> reference(Scalar text) {
        try {
            return Optional.of(Reference.parse(text.text()));
        } catch (IllegalArgumentException e) {
            findings.mistake(text.place(), "must be Kind/namespace/name, but was " + text.shown());
            return Optional.empty();
        }
    }

    private static String text(Entry entry) {
        return entry.value() instanceof Scalar scalar ? scalar.text() : "";
    }

    private Map<String, List<Turn>> turns() {
        Map<String, List<Turn>> turns = new LinkedHashMap<>();
        test.pairs("clusters").forEach((name, entry) -> {
            if (entry.value() instanceof Scalar scalar) {
                List<Turn> told = Notation.turns(scalar, findings);
                told.forEach(turn -> reach(turn.at()));
                turns.put(name, told);
            }
        });
        return turns;
    }

    /** What happens while a cluster cannot be seen is not seen; a test that says otherwise would mislead. */
    private void requireSeen(TestedResource resource, List<Turn> turns) {
        for (Step step : resource.steps()) {
            Connection connection = Connection.LIVE;
            for (Turn turn : turns) {
                connection = turn.at().compareTo(step.at()) <= 0 ? turn.connection() : connection;
            }
            boolean isTurn = turns.stream().anyMatch(turn -> turn.at().equals(step.at()));
            if (connection != Connection.LIVE && !isTurn) {
                findings.mistake(
                        step.place(),
                        "must be at a time at which " + resource.id().cluster()
                                + " is live: nothing is seen of it then");
            }
        }
    }

    private Expected.Active active(Section section) {
        section.require("at", "a time since the start, such as 7m");
        section.require("active", "a list of the alerts that are active then; [] for none");
        Duration at = section.duration("at").orElse(Duration.ZERO);
        reach(at);
        Optional<Scalar> alert = section.text("alert", "the name of a rule");
        alert.ifPresent(this::requireRule);
        List<Expected.Alert> alerts = section.sections("active", "alerts", ExpectedAlertReader.ALERT).stream()
                .map(item -> new ExpectedAlertReader(item, this::requireRule, cluster).read(alert.map(Scalar::text)))
                .toList();
        return new Expected.Active(section.place(), at, alert.map(Scalar::text).orElse(null), alerts);
    }

    private void requireRule(Scalar name) {
        if (!rules.contains(name.text())) {
            findings.mistake(
                    name.place(),
                    "must be the name of a rule, but was " + name.shown() + NearMiss.question(name.text(), rules));
        }
    }

    private Expected.Events events() {
        List<String> lines = test
                .list("events", "lines such as 7m SustainedFailure firing Kustomization/apps/podinfo", this::line)
                .stream()
                .toList();
        return new Expected.Events(test.place("events"), lines);
    }

    private Optional<String> line(Value value) {
        return Section.text(value, "a line such as 7m SustainedFailure firing Kustomization/apps/podinfo", findings)
                .flatMap(text -> EventLine.parse(text, cluster, findings))
                .map(line -> {
                    reach(line.at());
                    requireRule(line.alert());
                    return line.written();
                });
    }
}
