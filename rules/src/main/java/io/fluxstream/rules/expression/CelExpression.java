package io.fluxstream.rules.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import io.fluxstream.domain.rule.Expression;
import io.fluxstream.domain.rule.Subject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A compiled expression; two of the same text are the same. */
final class CelExpression implements Expression {
    private static final Map<String, Variable> VARIABLES = new HashMap<>();

    static {
        for (Variable variable : Variable.values()) {
            VARIABLES.put(variable.cel(), variable);
        }
    }

    private final String text;
    private final Program program;

    CelExpression(String text, Program program) {
        this.text = text;
        this.program = program;
    }

    /** What cannot be worked out, a key that is not there or too many steps, does not hold. */
    @Override
    public boolean holds(Subject subject) {
        try {
            return Boolean.TRUE.equals(program.eval(
                    name -> Optional.ofNullable(VARIABLES.get(name)).map(variable -> variable.of(subject))));
        } catch (CelEvaluationException e) {
            return false;
        }
    }

    @Override
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CelExpression expression && expression.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
