package io.fluxstream.rules;

import io.fluxstream.domain.rule.Rule;
import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.rules.yaml.Findings;
import io.fluxstream.rules.yaml.Keys;
import io.fluxstream.rules.yaml.Place;
import io.fluxstream.rules.yaml.Section;
import io.fluxstream.rules.yaml.Value;
import io.fluxstream.rules.yaml.Value.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the document of a rule file: groups of rules, in their order. */
final class RuleSetReader {
    private static final Keys FILE = Keys.of("revision", "groups")
            .insteadOf("apiVersion", "a rule file is no Kubernetes object, it begins with groups:")
            .insteadOf("kind", "a rule file is no Kubernetes object, it begins with groups:")
            .insteadOf("spec", "what stands under spec in a PrometheusRule stands at the top here");
    private static final String NO_INTERVAL = "rules are judged at every record, there is no interval";
    private static final Keys GROUP = Keys.of("name", "rules")
            .insteadOf("interval", NO_INTERVAL)
            .insteadOf("query_offset", NO_INTERVAL)
            .insteadOf("labels", "labels belong to each rule");

    private final Findings findings;
    private final Map<String, Place> groupNames = new HashMap<>();
    private final Map<String, Place> alertNames = new HashMap<>();

    RuleSetReader(Findings findings) {
        this.findings = findings;
    }

    /** The rules; not to be used if there are mistakes among the findings. */
    Optional<RuleSet> read(Value document, String hash) {
        return Section.of(document, findings, FILE).map(file -> read(file, hash));
    }

    private RuleSet read(Section file, String hash) {
        file.require("groups", "a list of groups of rules");
        int revision = file.number("revision", 1, 999_999_999).orElse(0);
        List<Rule> rules = new ArrayList<>();
        for (Section group : file.sections("groups", "groups", GROUP)) {
            rules.addAll(rules(group));
        }
        if (rules.isEmpty() && !findings.hasMistakes()) {
            findings.warning(file.place("groups"), "there are no rules, so nothing will ever be raised");
        }
        return new RuleSet(revision, hash, findings.hasMistakes() ? List.of() : rules);
    }

    private List<Rule> rules(Section group) {
        group.require("name", "what the group is called");
        group.require("rules", "a list of rules");
        group.text("name", "a name").ifPresent(name -> requireNew("a group", name, groupNames));
        List<Rule> rules = new ArrayList<>();
        for (Section rule : group.sections("rules", "rules", RuleReader.RULE)) {
            new RuleReader(rule, name -> requireNew("a rule", name, alertNames))
                    .read()
                    .ifPresent(rules::add);
        }
        return rules;
    }

    private void requireNew(String what, Scalar name, Map<String, Place> names) {
        Place first = names.putIfAbsent(name.text(), name.place());
        if (first != null) {
            findings.mistake(
                    name.place(),
                    "must be a name of its own, but " + what + " in line " + first.line() + " is called " + name.text()
                            + " already");
        }
    }
}
