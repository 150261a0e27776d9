package io.fluxstream.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import io.fluxstream.rules.yaml.Document;
import io.fluxstream.rules.yaml.Findings;
import io.fluxstream.rules.yaml.Value;
import io.fluxstream.rules.yaml.Value.Entry;
import io.fluxstream.rules.yaml.Value.Scalar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an editor says with the schema is what {@code rules check} says, as far as a schema can. */
class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7);
    private static final JsonSchema SCHEMA = SCHEMAS.getSchema(RuleSchema.text());
    private static final JsonSchema OF_TESTS = SCHEMAS.getSchema(RuleSchema.ofTests());

    @Test
    void bothAreSchemas() throws IOException {
        JsonSchema meta = SCHEMAS.getSchema(SchemaLocation.of(SchemaId.V7));

        assertThat(meta.validate(JSON.readTree(RuleSchema.text()))).isEmpty();
        assertThat(meta.validate(JSON.readTree(RuleSchema.ofTests()))).isEmpty();
    }

    static List<Path> examples() {
        return Stream.of("src/test/resources/examples", "src/test/resources/rule-tests", "../docs/examples/rules")
                .flatMap(directory -> files(directory, file -> !file.endsWith(".test.yaml")))
                .toList();
    }

    private static Stream<Path> files(String directory, Predicate<String> wanted) {
        try (Stream<Path> files = Files.list(Path.of(directory))) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> wanted.test(file.toString()))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> tests() {
        return Stream.of("src/test/resources/rule-tests", "../docs/examples/rules")
                .flatMap(directory -> files(directory, file -> file.endsWith(".test.yaml")))
                .toList();
    }

    /** But for the file that is all mistakes. */
    @ParameterizedTest
    @MethodSource("tests")
    void everyFileOfTestsIsAccepted(Path file) throws IOException {
        boolean isAccepted = OF_TESTS.validate(json(Files.readString(file))).isEmpty();

        assertThat(isAccepted).isNotEqualTo(file.endsWith("mistakes.test.yaml"));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleIsAccepted(Path example) throws IOException {
        String text = Files.readString(example);

        assertThat(SCHEMA.validate(json(text))).isEmpty();
        assertThat(isLoaded(text)).isTrue();
    }

    @Test
    void theBuiltInRulesAreAccepted() {
        assertThat(SCHEMA.validate(json(BuiltInRules.text()))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{groups: []}",
                "{groups: {}}",
                "{groups: [{}]}",
                "{groups: [{name: a}]}",
                "{groups: [{name: a, rules: []}]}",
                "{groups: [{name: '', rules: []}]}",
                "{groups: [{name: 1, rules: []}]}",
                "{groups: [{name: a, rules: [], interval: 1m}]}",
                "{groups: [], revision: 1}",
                "{groups: [], revision: 0}",
                "{groups: [], revision: 1.5}",
                "{groups: [], revision: 1000000000}",
                "{groups: [], revision: '1'}",
                "{groups: [], other: 1}",
                "[]",
                "text"
            })
    void schemaAndParserAgreeOnFiles(String text) {
        assertThat(SCHEMA.validate(json(text)).isEmpty()).as(text).isEqualTo(isLoaded(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alert: A",
                "when: failing",
                "alert: A, when: failing",
                "alert: A, when: Failing",
                "alert: A, when: unknown",
                "alert: A, when: waiting",
                "alert: A, when: progressing",
                "alert: A, when: pending",
                "alert: A, when: deleting",
                "alert: A, when: suspended",
                "alert: A, when: lost",
                "alert: A, when: unreachable",
                "alert: A, when: flapping",
                "alert: A, when: null",
                "alert: '', when: failing",
                "alert: 1, when: failing",
                "alert: A b, when: failing",
                "alert: 1a, when: failing",
                "alert: A.b-c_1, when: failing",
                "alert: PipelineSilent, when: failing",
                "alert: A, when: flapping, flapping: {changes: 2, within: 1m}",
                "alert: A, when: flapping, flapping: {changes: 32, within: 1m}",
                "alert: A, when: flapping, flapping: {changes: 33, within: 1m}",
                "alert: A, when: flapping, flapping: {changes: 1, within: 1m}",
                "alert: A, when: flapping, flapping: {changes: '2', within: 1m}",
                "alert: A, when: flapping, flapping: {changes: 2, within: 0s}",
                "alert: A, when: flapping, flapping: {changes: 2}",
                "alert: A, when: flapping, flapping: {within: 1m}",
                "alert: A, when: flapping, flapping: {changes: 2, within: 1m, x: 1}",
                "alert: A, when: flapping, flapping: []",
                "alert: A, when: failing, flapping: {changes: 2, within: 1m}",
                "alert: A, when: failing, for: 5m",
                "alert: A, when: failing, for: 1y2w3d4h5m6s7ms",
                "alert: A, when: failing, for: 5m5m",
                "alert: A, when: failing, for: 5s5m",
                "alert: A, when: failing, for: 5 m",
                "alert: A, when: failing, for: ''",
                "alert: A, when: failing, for: 0",
                "alert: A, when: failing, for: '0'",
                "alert: A, when: failing, for: 0s",
                "alert: A, when: failing, for: 1",
                "alert: A, when: failing, for: '1'",
                "alert: A, when: failing, for: -5m",
                "alert: A, when: failing, for: 5 minutes",
                "alert: A, when: failing, for: [5m]",
                "alert: A, when: failing, for: true",
                "alert: A, when: failing, for: null",
                "alert: A, when: failing, repeat: 1h",
                "alert: A, when: failing, repeat: 0",
                "alert: A, when: failing, repeat: 0s",
                "alert: A, when: failing, repeat: 0h0m",
                "alert: A, when: failing, repeat: 10m",
                "alert: A, when: failing, repeat: 0h1m",
                "alert: A, when: failing, repeat: hourly",
                "alert: A, when: failing, keepFiringFor: 10m",
                "alert: A, when: failing, keepFiringFor: 0",
                "alert: A, when: failing, keepFiringFor: x",
                "alert: A, when: failing, kinds: [Kustomization]",
                "alert: A, when: failing, kinds: []",
                "alert: A, when: failing, kinds: Kustomization",
                "alert: A, when: failing, kinds: [1]",
                "alert: A, when: failing, kinds: ['']",
                "alert: A, when: failing, kinds: [null]",
                "alert: A, when: failing, clusters: [a, 'b*']",
                "alert: A, when: failing, namespaces: {a: b}",
                "alert: A, when: failing, names: ['?']",
                "alert: A, when: failing, reasons: [BuildFailed]",
                "alert: A, when: failing, reasons: BuildFailed",
                "alert: A, when: failing, matchLabels: {team: apps}",
                "alert: A, when: failing, matchLabels: {team: 1}",
                "alert: A, when: failing, matchLabels: [team]",
                "alert: A, when: failing, matchLabels: {}",
                "alert: A, when: failing, labels: {team: apps}",
                "alert: A, when: failing, labels: {team: true}",
                "alert: A, when: failing, labels: {'a b': c}",
                "alert: A, when: failing, labels: {-a: c}",
                "alert: A, when: failing, labels: {a.b/c: c}",
                "alert: A, when: failing, labels: text",
                "alert: A, when: failing, annotations: {summary: text}",
                "alert: A, when: failing, annotations: {summary: ''}",
                "alert: A, when: failing, annotations: {summary: [a]}",
                "alert: A, when: failing, annotations: {}",
                "alert: A, when: failing, expr: suspended",
                "alert: A, when: failing, expr: ''",
                "alert: A, when: failing, expr: true",
                "alert: A, when: failing, expr: [suspended]",
                "alert: A, when: failing, severity: error",
                "alert: A, when: failing, severity: info",
                "alert: A, when: failing, severity: critical",
                "alert: A, when: failing, severity: warning",
                "alert: A, when: failing, severity: page",
                "alert: A, when: failing, severity: 1",
                "alert: A, when: failing, enabled: true",
                "alert: A, when: failing, enabled: false",
                "alert: A, when: failing, enabled: 'true'",
                "alert: A, when: failing, enabled: yes",
                "alert: A, when: failing, enabled: null",
                "alert: A, when: failing, overrides: []",
                "alert: A, when: failing, overrides: {}",
                "alert: A, when: failing, overrides: [{}]",
                "alert: A, when: failing, overrides: [{kinds: [A]}]",
                "alert: A, when: failing, overrides: [{for: 1m}]",
                "alert: A, when: failing, overrides: [{kinds: [A], for: 1m}]",
                "alert: A, when: failing, overrides: [{clusters: [A], repeat: 1m}]",
                "alert: A, when: failing, overrides: [{clusters: [A], repeat: 0}]",
                "alert: A, when: failing, overrides: [{names: [A], enabled: false}]",
                "alert: A, when: failing, overrides: [{namespaces: [A], keepFiringFor: 1m, severity: info}]",
                "alert: A, when: failing, overrides: [{namespaces: [A], severity: nfo}]",
                "alert: A, when: failing, overrides: [{reasons: [A], for: 1m}]",
                "alert: A, when: failing, overrides: [text]",
                "alert: A, when: unreachable, clusters: [a]",
                "alert: A, when: unreachable, kinds: [a]",
                "alert: A, when: unreachable, names: [a]",
                "alert: A, when: unreachable, namespaces: [a]",
                "alert: A, when: unreachable, reasons: [a]",
                "alert: A, when: unreachable, matchLabels: {a: b}",
                "alert: A, when: unreachable, expr: suspended",
                "alert: A, when: unreachable, overrides: [{clusters: [a], for: 1m}]",
                "alert: A, when: unreachable, overrides: [{names: [a], for: 1m}]",
                "alert: A, when: failing, other: 1",
                "record: a, expr: suspended"
            })
    void schemaAndParserAgreeOnRules(String rule) {
        String text = "{groups: [{name: a, rules: [{" + rule + "}]}]}";

        assertThat(SCHEMA.validate(json(text)).isEmpty()).as(rule).isEqualTo(isLoaded(text));
    }

    private static boolean isLoaded(String text) {
        return RuleFile.parse("rules.yaml", text).match(loaded -> true, mistakes -> false);
    }

    private static JsonNode json(String text) {
        Findings findings = new Findings("rules.yaml");
        Value value = Document.parse("rules.yaml", text, findings, "groups:").orElseThrow();
        assertThat(findings.mistakes()).isEmpty();
        return JSON.valueToTree(plain(value));
    }

    private static @Nullable Object plain(Value value) {
        if (value instanceof Scalar scalar) {
            return plain(scalar);
        }
        return value.match(
                mapping -> {
                    Map<String, @Nullable Object> map = new LinkedHashMap<>();
                    for (Entry entry : mapping.entries()) {
                        map.put(entry.key(), plain(entry.value()));
                    }
                    return map;
                },
                sequence -> {
                    List<@Nullable Object> list = new ArrayList<>();
                    sequence.items().forEach(item -> list.add(plain(item)));
                    return list;
                },
                scalar -> scalar.text());
    }

    private static @Nullable Object plain(Scalar scalar) {
        return switch (scalar.type()) {
            case TEXT -> scalar.text();
            case INTEGER -> Long.valueOf(scalar.text());
            case DECIMAL -> Double.valueOf(scalar.text());
            case FLAG -> Boolean.valueOf(scalar.text());
            case NOTHING -> null;
        };
    }
}
