package io.fluxstream.rules.testing;

import io.fluxstream.domain.rule.RuleSet;
import io.fluxstream.rules.BuiltInRules;
import io.fluxstream.rules.RuleFile;
import io.fluxstream.rules.yaml.Document;
import io.fluxstream.rules.yaml.Findings;
import io.fluxstream.rules.yaml.Keys;
import io.fluxstream.rules.yaml.Mistake;
import io.fluxstream.rules.yaml.Place;
import io.fluxstream.rules.yaml.Section;
import io.fluxstream.rules.yaml.TextFile;
import io.fluxstream.rules.yaml.Value.Scalar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A file of tests that was read with the rules that it tests, or everything that is wrong with either. */
public sealed interface RuleTestFile {
    <R> R match(Function<Loaded, R> loaded, Function<Mistakes, R> mistakes);

    /** Tests that can be run. */
    final class Loaded implements RuleTestFile {
        private final RuleSet rules;
        private final List<RuleTest> tests;

        private Loaded(RuleSet rules, List<RuleTest> tests) {
            this.rules = rules;
            this.tests = List.copyOf(tests);
        }

        List<RuleTest> tests() {
            return tests;
        }

        /** Plays every test through the engine, in the order of the file. */
        public List<TestOutcome> run() {
            return tests.stream().map(test -> Rehearsal.of(test, rules)).toList();
        }

        @Override
        public <R> R match(Function<Loaded, R> loaded, Function<Mistakes, R> mistakes) {
            return loaded.apply(this);
        }
    }

    /** Why nothing can be tested; at least one. */
    record Mistakes(List<Mistake> mistakes) implements RuleTestFile {
        public Mistakes {
            mistakes = List.copyOf(mistakes);
        }

        @Override
        public <R> R match(Function<Loaded, R> loaded, Function<Mistakes, R> mistakes) {
            return mistakes.apply(this);
        }
    }

    /** Reads a file and the rule file that it names. */
    static RuleTestFile read(Path file) {
        Findings findings = new Findings(file.toString());
        Optional<Section> section = TextFile.read(file, findings)
                .flatMap(text -> Document.parse(file.toString(), text, findings, "tests:"))
                .flatMap(document -> Section.of(document, findings, Keys.of("rules", "tests")));
        RuleFile rules = section.map(tests -> rules(file, tests)).orElseGet(RuleTestFile::builtIn);
        return rules.match(
                loaded -> {
                    List<RuleTest> tests =
                            section.map(whole -> tests(whole, loaded.rules())).orElse(List.of());
                    return findings.hasMistakes()
                            ? new Mistakes(findings.mistakes())
                            : new Loaded(loaded.rules(), tests);
                },
                mistakes -> new Mistakes(mistakes.mistakes()));
    }

    private static RuleFile rules(Path file, Section tests) {
        return tests.text("rules", "the name of a rule file")
                .map(name -> RuleFile.read(file.resolveSibling(name.text())))
                .orElseGet(RuleTestFile::builtIn);
    }

    private static RuleFile builtIn() {
        return RuleFile.parse(BuiltInRules.FILE, BuiltInRules.text());
    }

    private static List<RuleTest> tests(Section file, RuleSet rules) {
        file.require("tests", "a list of tests");
        List<RuleTest> tests = new ArrayList<>();
        Map<String, Place> names = new HashMap<>();
        for (Section test : file.sections("tests", "tests", RuleTestReader.TEST)) {
            test.text("name", "what is tested, as a sentence")
                    .ifPresent(name -> requireNew(name, names, file.findings()));
            tests.add(new RuleTestReader(test, rules).read());
        }
        if (tests.isEmpty() && !file.findings().hasMistakes()) {
            file.mistake("tests", "must be at least one");
        }
        return tests;
    }

    private static void requireNew(Scalar name, Map<String, Place> names, Findings findings) {
        Place first = names.putIfAbsent(name.text(), name.place());
        if (first != null) {
            findings.mistake(
                    name.place(),
                    "must be a name of its own, but the test in line " + first.line() + " has it already");
        }
    }
}
