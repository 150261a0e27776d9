package io.fluxstream.rules;

/** The JSON Schemas of rule files and of their tests, for editors; draft-07 is what those know best. */
public final class RuleSchema {
    private RuleSchema() {}

    /** Of rule files. */
    public static String text() {
        return Shipped.text("rules.schema.json");
    }

    /** Of tests of rules. */
    public static String ofTests() {
        return Shipped.text("rule-tests.schema.json");
    }
}
