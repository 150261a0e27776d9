package io.fluxstream.rules.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.runtime.CelEvaluationException;
import io.fluxstream.domain.rule.Expression;
import io.fluxstream.rules.yaml.Findings;
import io.fluxstream.rules.yaml.NearMiss;
import io.fluxstream.rules.yaml.Place;
import io.fluxstream.rules.yaml.Value.Scalar;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** Compiles and type-checks what rules' authors write in CEL. */
public final class Expressions {
    private static final java.util.regex.Pattern UNDECLARED =
            java.util.regex.Pattern.compile("undeclared reference to '([^']+)'.*");
    private static final java.util.regex.Pattern NO_OVERLOAD = java.util.regex.Pattern.compile(
            "found no matching overload for '_?([^']+?)_?' applied to '(.+)' \\(candidates: .*");

    private Expressions() {}

    /** The expression, or nothing when it cannot be used; why is among the findings then. */
    public static Optional<Expression> compile(Scalar text, Findings findings) {
        CelValidationResult checked = Cel.COMPILER.compile(text.text());
        if (checked.hasError()) {
            checked.getErrors().forEach(issue -> findings.mistake(place(text, issue.getSourceLocation()), said(issue)));
            return Optional.empty();
        }
        try {
            CelAbstractSyntaxTree tree = checked.getAst();
            checkPatterns(tree, text, findings);
            return Optional.of(new CelExpression(text.text(), Cel.RUNTIME.createProgram(tree)));
        } catch (CelValidationException | CelEvaluationException e) {
            findings.mistake(text.place(), "is not usable CEL: " + e.getMessage());
            return Optional.empty();
        }
    }

    private static Place place(Scalar text, CelSourceLocation location) {
        return location.getLine() < 1 || location.getColumn() < 0
                ? text.place()
                : text.content().at(text.place(), location.getLine() - 1, location.getColumn());
    }

    /** The compiler's words without what only its makers understand. */
    private static String said(CelIssue issue) {
        String message = issue.getMessage();
        Matcher undeclared = UNDECLARED.matcher(message);
        if (undeclared.matches()) {
            String name = undeclared.group(1);
            return "nothing is called " + name + " in CEL here" + NearMiss.question(name, Cel.names());
        }
        Matcher overload = NO_OVERLOAD.matcher(message);
        if (overload.matches()) {
            return "CEL's " + overload.group(1) + " cannot be applied to " + overload.group(2);
        }
        if (message.contains("'<EOF>'")) {
            return "must be a CEL expression, but ends too early";
        }
        return "must be a CEL expression: " + message.replaceAll(" expecting \\{.*}", "");
    }

    /** A pattern that stands there as a literal is known to be one now, rather than false for ever. */
    private static void checkPatterns(CelAbstractSyntaxTree tree, Scalar text, Findings findings) {
        CelNavigableAst.fromAst(tree)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(node -> node.getKind() == CelExpr.ExprKind.Kind.CALL
                        && node.call().function().equals("matches"))
                .forEach(node -> {
                    List<CelExpr> arguments = node.call().args();
                    checkPattern(arguments.get(arguments.size() - 1), tree, text, findings);
                });
    }

    private static void checkPattern(CelExpr pattern, CelAbstractSyntaxTree tree, Scalar text, Findings findings) {
        if (pattern.getKind() != CelExpr.ExprKind.Kind.CONSTANT
                || pattern.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            return;
        }
        CelSourceLocation location = Optional.ofNullable(
                        tree.getSource().getPositionsMap().get(pattern.id()))
                .flatMap(offset -> tree.getSource().getOffsetLocation(offset))
                .orElse(CelSourceLocation.NONE);
        try {
            int size = Pattern.compile(pattern.constant().stringValue()).programSize();
            if (size > Cel.MAX_REGEX_PROGRAM) {
                findings.mistake(
                        place(text, location),
                        "must be a simpler regular expression: it takes " + size + " steps of "
                                + Cel.MAX_REGEX_PROGRAM);
            }
        } catch (PatternSyntaxException e) {
            findings.mistake(
                    place(text, location),
                    "must be a regular expression as RE2 knows them: " + e.getDescription() + " in " + e.getPattern());
        }
    }
}
